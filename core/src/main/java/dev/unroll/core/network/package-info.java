/**
 * Networks: layers, readouts, losses and parameters.
 *
 * <p>A {@link dev.unroll.core.network.NetworkSpec} says all that a network is but its weights; a {@link
 * dev.unroll.core.network.Network} adds them, in one flat array whose windows {@link
 * dev.unroll.core.network.ParameterLayout} names as PyTorch does. A {@link dev.unroll.core.pass.NetworkRun} takes a
 * {@link dev.unroll.core.network.Batch} of {@link dev.unroll.core.network.Sequences} forward and, for training, back. Only
 * rows that exist are ever seen here: lengths live in the sequences, and there is no padding. A {@link
 * dev.unroll.core.loss.Loss} compares outputs with {@link dev.unroll.core.loss.Targets}, row by row, and writes the
 * gradient. Nothing here knows of optimizers, files or data sets.
 */
package dev.unroll.core.network;
