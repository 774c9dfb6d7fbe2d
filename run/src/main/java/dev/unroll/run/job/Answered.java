package dev.unroll.run.job;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Batch;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import dev.unroll.data.LabeledVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a classifier answered to an example whose label is known.
 *
 * @param text the example; of vectors, which of all it is, from 0
 * @param vectors the example if it is no text, [T, features]
 * @param actual its label
 * @param predicted the most probable one
 * @param probability of the predicted label
 * @param probabilityOfActual of its own label
 */
public record Answered(
        String text,
        Optional<Matrix> vectors,
        String actual,
        String predicted,
        double probability,
        double probabilityOfActual) {

    /** Examples that are answered at once; no result depends on it. */
    private static final int AT_ONCE = 64;

    /** Returns whether the answer is right. */
    public boolean isRight() {
        return actual.equals(predicted);
    }

    /** Returns the answers of a model that classifies, in the order of the examples. */
    public static List<Answered> of(Model model, List<? extends Labeled> examples, Team team) {
        Kernels kernels = Kernels.fastest();
        var run = new NetworkRun(NetworkWeights.forInference(model.network()), kernels, team);
        var encoder = ExampleEncoder.of(model);
        var batch = new Batch();
        float[] probabilities = new float[model.labels().size()];
        List<Answered> answers = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += AT_ONCE) {
            List<? extends Labeled> part = examples.subList(from, Math.min(examples.size(), from + AT_ONCE));
            run.forward(batch.of(encoder.encode(part).inputs()));
            for (int i = 0; i < part.size(); i++) {
                kernels.softmax(run.output().data(), run.output().at(i), probabilities, 0, probabilities.length);
                Labeled example = part.get(i);
                answers.add(of(model, example, from + i, probabilities));
            }
        }
        return answers;
    }

    private static Answered of(Model model, Labeled example, int number, float[] probabilities) {
        int best = 0;
        for (int j = 1; j < probabilities.length; j++) {
            best = probabilities[j] > probabilities[best] ? j : best;
        }
        int actual = model.labels().indexOf(example.label());
        double ofActual = actual < 0 ? 0 : probabilities[actual];
        return new Answered(
                example instanceof LabeledText given ? given.text() : Integer.toString(number),
                example instanceof LabeledVectors given ? Optional.of(given.vectors()) : Optional.empty(),
                example.label(),
                model.labels().get(best),
                probabilities[best],
                ofActual);
    }
}
