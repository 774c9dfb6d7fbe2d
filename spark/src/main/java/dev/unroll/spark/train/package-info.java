/**
 * A training on the rows of a data frame, {@code FrameTraining}: the rows in their order, and a
 * {@code Way} from their shards to one network. {@code Together} is one barrier stage with one rendezvous, gradients from task to task
 * and checkpoints; {@code Averaging} is rounds of jobs. Uses {@code exchange}, {@code folder},
 * {@code rows} and {@code progress}.
 */
@NullMarked
package dev.unroll.spark.train;

import org.jspecify.annotations.NullMarked;
