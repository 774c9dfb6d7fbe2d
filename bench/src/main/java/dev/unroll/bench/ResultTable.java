package dev.unroll.bench;

import dev.unroll.bench.measure.Result;
import dev.unroll.bench.measure.Side;
import dev.unroll.bench.measure.Spread;
import dev.unroll.bench.measure.Times;
import java.util.ArrayList;
import java.util.List;

/** Results as rows: Unroll's median and tenth percentile, its share of the ceiling, and each peer beside them. */
final class ResultTable {

    private static final String NONE = "–";

    private ResultTable() {}

    static Table of(List<Result> results) {
        var table = new Table(
                "workload",
                "unit",
                "unroll median",
                "p10",
                "p99",
                "sequences/s",
                "of ceiling: best",
                "median",
                "MiB",
                "peer",
                "median",
                "p10",
                "p99",
                "MiB",
                "ratio",
                "pair by pair");
        for (Result result : results) {
            if (result.peers().isEmpty()) {
                table.add(row(result, List.of(NONE, NONE, NONE, NONE, NONE, NONE, NONE)));
            }
            for (Side peer : result.peers()) {
                table.add(row(result, peer(result, peer)));
            }
        }
        return table;
    }

    private static List<String> row(Result result, List<String> peer) {
        Times all = result.ours().all();
        boolean bound = result.workload().isBoundByProducts();
        var cells = new ArrayList<>(List.of(
                result.workload().name(),
                result.workload().kind().unit(),
                time(result, all.median()),
                time(result, all.quantile(0.1)),
                time(result, all.quantile(0.99)),
                Format.number(result.samplesPerSecond(all.median())),
                bound ? Format.percent(result.ceilingShare(all.best())) : NONE,
                bound ? Format.percent(result.ceilingShare(all.median())) : NONE,
                memory(result.ours())));
        cells.addAll(peer);
        return cells;
    }

    private static List<String> peer(Result result, Side peer) {
        Times all = peer.all();
        Spread pairs = result.ratios(peer);
        return List.of(
                peer.name(),
                time(result, all.median()),
                time(result, all.quantile(0.1)),
                time(result, all.quantile(0.99)),
                memory(peer),
                Format.times(result.ratio(peer)),
                Format.number(pairs.median()) + " (" + Format.number(pairs.min()) + " … " + Format.number(pairs.max())
                        + ")");
    }

    private static String time(Result result, double nanos) {
        return Format.number(nanos / result.workload().kind().unitNanos());
    }

    private static String memory(Side side) {
        return side.peakKibibytes() < 0 ? NONE : Long.toString(side.peakKibibytes() >> 10);
    }
}
