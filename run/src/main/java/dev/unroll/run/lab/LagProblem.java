package dev.unroll.run.lab;

import dev.unroll.core.loss.Loss;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.train.Examples;
import java.util.List;

/** A task whose answer depends on what was read long before, at a lag that can be chosen. */
public sealed interface LagProblem permits AddingProblem, CopyProblem {

    /** What part of the {@link #baseline} an error must be below to count as learned: in the adding problem, 0.01. */
    double LEARNED = 0.06;

    /** Returns the name, as it is typed. */
    String name();

    /** Returns what the error is, and of what. */
    String error();

    /** Returns the error of the best answer without memory. */
    double baseline(int length);

    /** Returns the error below which a length counts as learned. */
    default double bound(int length) {
        return LEARNED * baseline(length);
    }

    /** Returns the shortest length that is a problem. */
    int shortest();

    /** Returns the network of a cell. */
    NetworkSpec network(LagCell cell, int hiddenSize);

    /** Returns what is learned by, and what the error is. */
    Loss loss();

    /**
     * Returns sequences with their answers; the same arguments give the same.
     *
     * @param draw which of all sets of sequences; two have nothing in common
     */
    Examples examples(int length, int count, long seed, long draw);

    /** Returns what papers report of it. */
    List<PaperFigure> papers();
}
