package dev.unroll.spark.score;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.trace.NonFinitePlace;
import java.util.List;

/**
 * Runs a model's network over some questions at once, on the caller's thread alone.
 *
 * @param <Q> what a cell asks
 */
final class Pass<Q> {

    /** A cell has so many numbers a unit, gates among them. */
    private static final long NUMBERS_A_STATE = 8;

    private final Model model;
    private final NetworkInput<Q> input;
    private final NetworkWeights weights;
    private final Kernels kernels = Kernels.fastest();
    private final NetworkRun run;
    private final Batch batch = new Batch();

    private Pass(Model model, NetworkInput<Q> input, NetworkWeights weights) {
        this.model = model;
        this.input = input;
        this.weights = weights;
        this.run = new NetworkRun(weights, kernels, Team.of(1));
    }

    static <Q> Pass<Q> of(Model model, NetworkInput<Q> input) {
        return new Pass<>(model, input, NetworkWeights.forInference(model.network()));
    }

    /** Returns a pass on the same weights. */
    Pass<Q> fork() {
        return new Pass<>(model, input, weights);
    }

    NetworkInput<Q> input() {
        return input;
    }

    /** Returns the labels of the outputs. */
    List<String> labels() {
        return model.labels();
    }

    /** Returns about how many numbers layers keep of a sequence of so many steps. */
    long kept(int steps) {
        return steps
                * Math.max(
                        Scorer.KEPT_A_STEP,
                        NUMBERS_A_STATE * model.network().spec().stateSize());
    }

    /** Runs the network; question i is at place i of the batch. */
    Batch forward(List<Q> questions) {
        Sequences sequences = input.together(questions);
        run.forward(batch.of(sequences));
        NonFinitePlace.requireNone(run, batch, model.network(), sequences, i -> input.name(questions.get(i)));
        return batch;
    }

    /** Returns the outputs of the last pass. */
    Matrix output() {
        return run.output();
    }

    /** Returns the probabilities of the labels by a row of the output. */
    float[] probabilities(int row) {
        float[] probabilities = new float[output().columns()];
        kernels.softmax(output().data(), output().at(row), probabilities, 0, probabilities.length);
        return probabilities;
    }

    /** Returns the most probable label; of equal ones the first. */
    static int best(float[] probabilities) {
        int best = 0;
        for (int j = 1; j < probabilities.length; j++) {
            best = probabilities[j] > probabilities[best] ? j : best;
        }
        return best;
    }
}
