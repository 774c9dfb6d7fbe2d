/**
 * What is derived from a cell before anything runs: hoist, sink, fuse, reverse.
 *
 * <p>A {@link dev.unroll.core.program.CellProgram} is a cell, compiled. Products that do not read the state leave the time
 * loop, products that only the output reads leave it too ({@link dev.unroll.core.program.Phase}); those of one level that
 * read the same vectors become one {@link dev.unroll.core.program.Product}; what is left is pointwise, a list of
 * {@link dev.unroll.core.program.Instruction}s on {@link dev.unroll.core.program.Slot}s; and the backward program is
 * derived from the same graph. A program knows no weights, batches, kernels or threads. Uses {@code cell}.
 */
package dev.unroll.core.program;
