package dev.unroll.core.model;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Regress;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a model which values a sequence has. A regressor is for one thread at a time; {@link #fork} gives another thread one
 * that shares the weights.
 */
public final class Regressor {

    private final Session session;
    private final Regress task;

    /**
     * Makes a model ready, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model is made for another task
     */
    public Regressor(Model model) {
        this(Session.of(model, Regress.class, Regress.NAME), (Regress) model.task());
    }

    private Regressor(Session session, Regress task) {
        this.session = session;
        this.task = task;
    }

    /** Returns another regressor on the same weights, for another thread. */
    public Regressor fork() {
        return new Regressor(session.fork(), task);
    }

    /** Returns the names of the values, in the order in which they are answered. */
    public List<String> names() {
        return task.values().stream().map(Regress.Value::name).toList();
    }

    /**
     * Returns the values of a sequence of measured numbers, in the units that the data have.
     *
     * @param raw [T, features], as the data have them: the model scales them
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public List<Float> predict(Matrix raw) {
        session.forward(Sequences.ofVectors(List.of(session.model().vectors().encode(raw))), "");
        List<Float> values = new ArrayList<>(task.outputs());
        for (int j = 0; j < task.outputs(); j++) {
            values.add(task.values().get(j).unscaled(session.output().get(0, j)));
        }
        return values;
    }
}
