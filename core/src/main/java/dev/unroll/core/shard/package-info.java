/**
 * A training that is shared out: each process learns from shards of the examples, and all of them do every update with one
 * gradient, the sum of the shards' in their order. How the gradients get from one process to another is for whoever brings
 * the processes.
 */
@NullMarked
package dev.unroll.core.shard;

import org.jspecify.annotations.NullMarked;
