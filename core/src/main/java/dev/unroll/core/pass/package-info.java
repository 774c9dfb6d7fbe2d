/**
 * Networks at work: what their weights are packed into, and passes forward and back.
 *
 * <p>{@link dev.unroll.core.pass.NetworkWeights} are a network's parameters ready to run, a {@link
 * dev.unroll.core.pass.NetworkRun} takes a {@link dev.unroll.core.network.Batch} forward and, for training, back, and a
 * {@link dev.unroll.core.pass.Stepper} goes a step at a time. Behind them each part has weights and a run of its own, in the packages inside this
 * one, and {@code WeightsOfParts} is the one place that knows which. Uses all of {@code kernel}, {@code engine} and {@code
 * network}; knows nothing of losses and optimizers.
 */
package dev.unroll.core.pass;
