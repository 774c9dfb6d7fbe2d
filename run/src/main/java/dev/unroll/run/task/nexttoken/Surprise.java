package dev.unroll.run.task.nexttoken;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.trace.NonFinitePlace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much each token of a text surprised a next-token model.
 *
 * @param first what the model was given
 * @param tokens those that it had to guess
 * @param bits −log₂ p of each of these tokens, as long as {@code tokens}
 */
record Surprise(String first, List<String> tokens, List<Double> bits) {

    /** The most tokens of a text that an error repeats. */
    private static final int SHOWN = 20;

    Surprise {
        tokens = List.copyOf(tokens);
        bits = List.copyOf(bits);
    }

    /** Returns the surprise of texts, as the model reads them; one of a single token surprises nobody, and is left out. */
    static List<Surprise> of(Model model, List<int[]> texts) {
        Kernels kernels = Kernels.fastest();
        var run = new NetworkRun(NetworkWeights.forInference(model.network()), kernels, Team.of(1));
        var batch = new Batch();
        float[] probabilities = new float[model.labels().size()];
        List<Surprise> all = new ArrayList<>();
        for (int[] indices : texts) {
            if (indices.length < 2) {
                continue;
            }
            Sequences read = Sequences.ofTokens(new int[][] {Arrays.copyOf(indices, indices.length - 1)});
            run.forward(batch.of(read));
            NonFinitePlace.requireNone(run, batch, model.network(), read, _ -> quoted(model, indices));
            List<String> tokens = new ArrayList<>();
            List<Double> bits = new ArrayList<>();
            for (int t = 1; t < indices.length; t++) {
                int row = batch.row(t - 1, 0);
                kernels.softmax(run.output().data(), run.output().at(row), probabilities, 0, probabilities.length);
                tokens.add(model.labels().get(indices[t]));
                // The smallest float: what is less probable counts as this.
                double probability = Math.max(Float.MIN_VALUE, probabilities[indices[t]]);
                bits.add(-StrictMath.log(probability) / StrictMath.log(2));
            }
            all.add(new Surprise(model.labels().get(indices[0]), tokens, bits));
        }
        return all;
    }

    private static String quoted(Model model, int[] indices) {
        String text = model.text().decode(Arrays.copyOf(indices, Math.min(SHOWN, indices.length)));
        return "\"" + text + (indices.length > SHOWN ? "…" : "") + "\"";
    }
}
