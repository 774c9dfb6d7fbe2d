package dev.unroll.core.explain;

import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Vocabulary;
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
import java.util.stream.IntStream;

/** How probable a target is if one token of its source is hidden, of each in turn. */
final class HiddenTokens {

    /** Numbers that a network puts out at once, about: 16 MiB of them. */
    private static final long MOST_NUMBERS = 1 << 22;

    private final TextEncoder text;
    private final int[] source;
    private final int[] said;
    private final NetworkRun run;
    private final Kernels kernels = Kernels.fastest();
    private final float[] probabilities;

    /**
     * Makes ready to ask.
     *
     * @param source the indices that are read
     * @param said what the decoder is told and says, [T + 1]: at step t it is told {@code said[t]} and says {@code said[t + 1]}
     */
    HiddenTokens(Network network, TextEncoder text, int[] source, int[] said) {
        this.text = text;
        this.source = source;
        this.said = said;
        this.run = new NetworkRun(NetworkWeights.forInference(network), kernels, Team.of(1));
        this.probabilities = new float[network.spec().outputSize()];
    }

    Hiding hiding() {
        if (text.vocabulary().isOpen()) {
            return Hiding.UNKNOWN;
        }
        return source.length > 1 ? Hiding.LEFT_OUT : Hiding.NOTHING;
    }

    /** Returns ln p of what is said at each step, of the whole source, [T]. */
    double[] whole() {
        return asked(List.of(source)).getFirst();
    }

    /** Returns ln p of what is said at each step if a token is hidden, of each token, [S][T]; nothing if none can be. */
    List<double[]> each() {
        if (hiding() == Hiding.NOTHING) {
            return List.of();
        }
        List<int[]> hidden =
                IntStream.range(0, source.length).mapToObj(this::without).toList();
        int atOnce = Math.clamp(MOST_NUMBERS / ((long) said.length * probabilities.length), 1, source.length);
        List<double[]> all = new ArrayList<>();
        for (int from = 0; from < hidden.size(); from += atOnce) {
            all.addAll(asked(hidden.subList(from, Math.min(hidden.size(), from + atOnce))));
        }
        return all;
    }

    private int[] without(int token) {
        if (hiding() == Hiding.UNKNOWN) {
            int[] hidden = source.clone();
            hidden[token] = text.vocabulary().indexOf(Vocabulary.UNKNOWN);
            return hidden;
        }
        return IntStream.range(0, source.length)
                .filter(step -> step != token)
                .map(step -> source[step])
                .toArray();
    }

    private List<double[]> asked(List<int[]> sources) {
        TokenList told = TokenList.of(Arrays.copyOf(said, said.length - 1));
        var batch = new Batch();
        run.forward(batch.of(Sequences.ofPairs(
                Sequences.ofTokens(sources.stream().map(TokenList::of).toList()),
                Sequences.ofTokens(Collections.nCopies(sources.size(), told)))));
        List<double[]> asked = new ArrayList<>();
        for (int b = 0; b < sources.size(); b++) {
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
