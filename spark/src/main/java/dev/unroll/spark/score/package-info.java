/**
 * How rows are answered: the way from a cell to what a network reads, {@code Input}, and a {@code Scorer} for each task, which
 * answers many rows at once. Knows no partitions and no params; for our own stages, not for programs.
 */
@NullMarked
package dev.unroll.spark.score;

import org.jspecify.annotations.NullMarked;
