/**
 * What networks are: parts in a row, their parameters, and the sequences that they read.
 *
 * <p>A {@link dev.unroll.core.network.NetworkSpec} says all that a network is but its weights: an {@link
 * dev.unroll.core.network.InputSpec} and {@link dev.unroll.core.network.Part}s, each given what the one before gives. A {@link
 * dev.unroll.core.network.Network} adds the weights, in one flat array whose windows {@link
 * dev.unroll.core.network.ParameterLayout} names as PyTorch does. A {@link dev.unroll.core.network.Batch} of {@link
 * dev.unroll.core.network.Sequences} is what a pass reads: only rows that exist, since lengths live in the sequences and there
 * is no padding. Nothing here computes: that is the package {@code pass}.
 */
package dev.unroll.core.network;
