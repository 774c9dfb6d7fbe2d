package dev.unroll.core.model;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Classify;
import java.util.List;

/**
 * Asks a model which label an input has. A classifier is for one thread at a time; {@link #fork} gives another thread one
 * that shares the weights.
 */
public final class Classifier {

    private final Session session;

    /**
     * Makes a model ready, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model is made for another task
     */
    public Classifier(Model model) {
        this(Session.of(model, Classify.class, Classify.NAME));
    }

    private Classifier(Session session) {
        this.session = session;
    }

    /** Returns another classifier on the same weights, for another thread. */
    public Classifier fork() {
        return new Classifier(session.fork());
    }

    /**
     * Returns all labels for a text, the most probable first.
     *
     * @throws IllegalArgumentException if the text has no token that the model reads
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public List<Prediction> predict(String text) {
        Model model = session.model();
        int[] tokens = model.requireTokens(text, model.text().encode(text));
        session.forward(Sequences.ofTokens(new int[][] {tokens}), text);
        return session.ranked(0);
    }

    /**
     * Returns all labels for a sequence of measured numbers, the most probable first.
     *
     * @param raw [T, features], as the data have them: the model scales them
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public List<Prediction> predict(Matrix raw) {
        session.forward(Sequences.ofVectors(List.of(session.model().vectors().encode(raw))), "");
        return session.ranked(0);
    }
}
