/**
 * Runs a cell over time: hoist, loop, sink, fuse, reverse.
 *
 * <p>{@link dev.unroll.core.engine.CellProgram} compiles equations: products that do not read the state leave the time
 * loop, products that only the output reads leave it too, what is left is pointwise and runs over tiles; the backward
 * program is derived from the same graph. {@link dev.unroll.core.engine.Unrolling} lays the sequences of a batch out as
 * rows without padding. {@link dev.unroll.core.engine.LayerRun} holds the buffers and runs a program forward and backward.
 * The engine knows nothing of losses, optimizers or files.
 */
package dev.unroll.core.engine;
