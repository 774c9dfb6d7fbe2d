package dev.unroll.run.task.classify;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.trace.NonFinitePlace;
import dev.unroll.data.Labeled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a classifier answered to an example whose label is known.
 *
 * @param actual its label
 * @param predicted the most probable one
 * @param probability of the predicted label
 * @param probabilityOfActual of its own label
 */
record Answered(Shown example, String actual, String predicted, double probability, double probabilityOfActual) {

    /** Examples that are answered at once; no result depends on it. */
    private static final int AT_ONCE = 64;

    /**
     * An example as a table shows it.
     *
     * @param text the example; of vectors, which of all it is, from 0
     * @param vectors the example if it is no text, [T, features]
     */
    record Shown(String text, Optional<Matrix> vectors) {}

    /** Returns whether the answer is right. */
    boolean isRight() {
        return actual.equals(predicted);
    }

    /** Returns the answers of a model that classifies, in the order of the examples. */
    static <E extends Labeled> List<Answered> of(ClassifyProblem<E> problem, Model model, List<E> examples, Team team) {
        Kernels kernels = Kernels.fastest();
        var run = new NetworkRun(NetworkWeights.forInference(model.network()), kernels, team);
        var batch = new Batch();
        float[] probabilities = new float[model.labels().size()];
        List<Answered> answers = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += AT_ONCE) {
            List<E> part = examples.subList(from, Math.min(examples.size(), from + AT_ONCE));
            Sequences sequences = problem.sequences(part);
            run.forward(batch.of(sequences));
            int first = from;
            NonFinitePlace.requireNone(
                    run, batch, model.network(), sequences, i -> part.get(i).called(first + i));
            for (int i = 0; i < part.size(); i++) {
                kernels.softmax(run.output().data(), run.output().at(i), probabilities, 0, probabilities.length);
                E example = part.get(i);
                answers.add(of(model.labels(), problem.shown(example, from + i), example.label(), probabilities));
            }
        }
        return answers;
    }

    private static Answered of(List<String> labels, Shown example, String label, float[] probabilities) {
        int best = 0;
        for (int j = 1; j < probabilities.length; j++) {
            best = probabilities[j] > probabilities[best] ? j : best;
        }
        int actual = labels.indexOf(label);
        double ofActual = actual < 0 ? 0 : probabilities[actual];
        return new Answered(example, label, labels.get(best), probabilities[best], ofActual);
    }
}
