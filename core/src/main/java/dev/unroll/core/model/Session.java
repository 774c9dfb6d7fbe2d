package dev.unroll.core.model;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Task;
import dev.unroll.core.trace.NonFinitePlace;
import java.util.List;

/** A model made ready to be asked, by one thread at a time; the weights are shared by all that were forked of it. */
final class Session {

    private final Model model;
    private final NetworkWeights weights;
    private final Kernels kernels;
    private final NetworkRun run;
    private final Batch batch = new Batch();

    private Session(Model model, NetworkWeights weights, Kernels kernels) {
        this.model = model;
        this.weights = weights;
        this.kernels = kernels;
        this.run = new NetworkRun(weights, kernels, Team.of(1));
    }

    /** Starts a session with the fastest kernels, on the caller's thread alone; throws unless the model is for this task. */
    static Session of(Model model, Class<? extends Task> task, String name) {
        model.task(task, name);
        return new Session(model, NetworkWeights.forInference(model.network()), Kernels.fastest());
    }

    Session fork() {
        return new Session(model, weights, kernels);
    }

    Model model() {
        return model;
    }

    NetworkWeights weights() {
        return weights;
    }

    Kernels kernels() {
        return kernels;
    }

    /**
     * Computes the outputs of a sequence.
     *
     * @param text as which the sequence was given; empty if it is of vectors
     * @throws NonFiniteException if a state or an output is not finite
     */
    Batch forward(Sequences sequence, String text) {
        run.forward(batch.of(sequence));
        if (!run.isFinite()) {
            String name = text.isEmpty() ? Sentence.sequence(sequence.length(0)) : Sentence.quoted(text);
            NonFinitePlace.requireNone(run, batch, model.network(), sequence, _ -> name);
        }
        return batch;
    }

    /** Returns the outputs of the last sequence, a row each time it is answered. */
    Matrix output() {
        return run.output();
    }

    /** Returns all labels of an output row, the most probable first. */
    List<Prediction> ranked(int row) {
        List<String> labels = model.labels();
        float[] probabilities = new float[labels.size()];
        kernels.softmax(run.output().data(), run.output().at(row), probabilities, 0, probabilities.length);
        return Prediction.ranked(labels, probabilities);
    }
}
