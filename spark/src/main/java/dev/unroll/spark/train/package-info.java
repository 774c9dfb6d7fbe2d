/**
 * A training whose shards are tasks of one barrier stage: rows in an order that does not depend on how they were spread, one
 * rendezvous, gradients from task to task, checkpoints. Uses {@code folder}.
 */
@NullMarked
package dev.unroll.spark.train;

import org.jspecify.annotations.NullMarked;
