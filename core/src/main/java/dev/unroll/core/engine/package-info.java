/**
 * Runs a compiled cell over time.
 *
 * <p>{@link dev.unroll.core.engine.Unrolling} lays the sequences of a batch out as rows without padding;
 * {@link dev.unroll.core.engine.PackedWeights} turns weights into what the kernels read;
 * {@link dev.unroll.core.engine.LayerRun} holds the buffers of a program and runs it forward and backward, and
 * {@link dev.unroll.core.engine.WeightGradients} sums over all rows. Threads own sequences, rows or tiles, never a sum.
 * Nothing here knows of losses, optimizers or files. Uses {@code kernel}, {@code cell} and {@code program}.
 */
package dev.unroll.core.engine;
