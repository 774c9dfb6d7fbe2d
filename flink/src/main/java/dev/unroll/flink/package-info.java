/**
 * A model on Flink: each key of a stream is a sequence, whose state is Flink's own, with its checkpoints and savepoints.
 *
 * <p>{@link dev.unroll.flink.ModelFunction} makes answers of the events of a keyed stream. All else is {@code core.stream} and
 * Flink's own.
 */
@NullMarked
package dev.unroll.flink;

import org.jspecify.annotations.NullMarked;
