/**
 * Training: optimizers, schedules, gradient clipping, scores.
 *
 * <p>Parameters are one flat array of values and one of gradients; an {@link dev.unroll.core.train.Optimizer} is one
 * loop over a range of them, so that any number of threads may share an update. What an optimizer remembers is a value of
 * its own, {@link dev.unroll.core.train.OptimizerState}. A {@link dev.unroll.core.train.Schedule} is a function of the
 * step. Options, defaults and results are PyTorch's.
 */
package dev.unroll.core.train;
