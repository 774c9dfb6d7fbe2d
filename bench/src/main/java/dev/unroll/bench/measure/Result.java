package dev.unroll.bench.measure;

import dev.unroll.bench.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of a workload.
 *
 * @param peakGflops of the machine, as many threads, between the turns: the best
 * @param refusals why a peer is not among {@code peers}
 */
public record Result(
        Workload workload, int threads, Side ours, List<Side> peers, double peakGflops, List<String> refusals) {

    public Result {
        peers = List.copyOf(peers);
        refusals = List.copyOf(refusals);
    }

    /** Returns the fastest peer. */
    public Optional<Side> peer() {
        return peers.stream().min(Comparator.comparingDouble(side -> side.all().median()));
    }

    /** Returns how many times as fast as {@code peer} Unroll is: the ratio of the medians of all runs. */
    public double ratio(Side peer) {
        return peer.all().median() / ours.all().median();
    }

    /** Returns the same ratio turn by turn: of medians that were measured one after the other. */
    public Spread ratios(Side peer) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < ours.turns().size(); i++) {
            ratios.add(peer.turns().get(i).median() / ours.turns().get(i).median());
        }
        return Spread.of(ratios);
    }

    /** Returns which share of the products' speed at {@link #peakGflops} a time in nanoseconds is. */
    public double ceilingShare(double nanos) {
        return workload.ceilingOperations() / peakGflops / nanos;
    }

    /** Returns the sequences a second of a time in nanoseconds. */
    public double samplesPerSecond(double nanos) {
        return workload.samples() * 1e9 / nanos;
    }
}
