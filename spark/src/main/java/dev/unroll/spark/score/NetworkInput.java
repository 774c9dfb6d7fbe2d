package dev.unroll.spark.score;

import dev.unroll.core.network.Sequences;
import java.util.List;

/**
 * The way from cells to the sequences that a network reads.
 *
 * @param <Q> what a cell asks
 */
interface NetworkInput<Q> extends Input<Q> {

    /** Returns the sequences of some questions, at least one. */
    Sequences together(List<Q> questions);

    /** Returns what an error calls a question. */
    String name(Q question);
}
