package dev.unroll.core.explain;

import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How probable a target is if one place of its source is hidden, of each in turn. */
final class HiddenPlaces {

    /** Numbers that a network puts out at once, about: 16 MiB of them. */
    private static final long MOST_NUMBERS = 1 << 22;

    private final HiddenSource source;
    private final int[] said;
    private final NetworkRun run;
    private final Kernels kernels = Kernels.fastest();
    private final float[] probabilities;

    /**
     * Makes ready to ask.
     *
     * @param said what the decoder is told and says, [T + 1]: at step t it is told {@code said[t]} and says {@code said[t + 1]}
     */
    HiddenPlaces(Network network, HiddenSource source, int... said) {
        this.source = source;
        this.said = said;
        this.run = new NetworkRun(NetworkWeights.forInference(network), kernels, Team.of(1));
        this.probabilities = new float[network.spec().outputSize()];
    }

    /** Returns ln p of what is said at each step, of the whole source, [T]. */
    double[] whole() {
        return asked(source.whole()).getFirst();
    }

    /** Returns ln p of what is said at each step if a place is hidden, of each place, [S][T]; nothing if none can be. */
    List<double[]> each() {
        if (source.hiding() == Hiding.NOTHING) {
            return List.of();
        }
        int places = source.places();
        int atOnce = Math.clamp(MOST_NUMBERS / ((long) said.length * probabilities.length), 1, places);
        List<double[]> all = new ArrayList<>();
        for (int from = 0; from < places; from += atOnce) {
            all.addAll(asked(source.without(from, Math.min(places, from + atOnce))));
        }
        return all;
    }

    private List<double[]> asked(Sequences sources) {
        TokenList told = TokenList.of(Arrays.copyOf(said, said.length - 1));
        var batch = new Batch();
        run.forward(
                batch.of(Sequences.ofPairs(sources, Sequences.ofTokens(Collections.nCopies(sources.count(), told)))));
        List<double[]> asked = new ArrayList<>();
        for (int b = 0; b < sources.count(); b++) {
            double[] steps = new double[told.length()];
            for (int t = 0; t < steps.length; t++) {
                steps[t] = logProbability(batch.row(t, b), said[t + 1]);
            }
            asked.add(steps);
        }
        return asked;
    }

    private double logProbability(int row, int token) {
        float[] logits = run.output().data();
        int at = run.output().at(row);
        return logits[at + token] - kernels.softmax(logits, at, probabilities, 0, probabilities.length);
    }
}
