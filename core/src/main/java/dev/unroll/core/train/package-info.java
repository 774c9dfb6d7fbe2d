/**
 * Training: the data loop, plans, gradients of batches, events.
 *
 * <p>A {@link dev.unroll.core.train.Trainer} takes {@link dev.unroll.core.train.Examples} through a {@link
 * dev.unroll.core.train.TrainingPlan}, batch by batch, and states facts as {@link dev.unroll.core.train.TrainingEvent}s; an
 * {@link dev.unroll.core.train.Evaluator} scores what came of it. A {@link
 * dev.unroll.core.train.TrainingStep} is two things: a {@link dev.unroll.core.train.GradientStep}, forward, loss and backward
 * of one batch or more, and the {@link dev.unroll.core.update.ParameterUpdate} that consumes what they add up. Parameters
 * are one flat array of values and one of gradients; an {@link dev.unroll.core.optimizer.Optimizer} is one loop over a range of them, what it remembers is a
 * value of its own, and a {@link dev.unroll.core.schedule.Schedule} becomes a function of the step. Defaults and results
 * are PyTorch's. Everything random is a hash of seed, epoch and example, so one seed gives one network, bit by bit, on any
 * number of threads.
 */
package dev.unroll.core.train;
