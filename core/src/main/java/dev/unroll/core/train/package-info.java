/**
 * Training: the data loop, optimizers, schedules, gradient clipping, scores.
 *
 * <p>A {@link dev.unroll.core.train.Trainer} takes {@link dev.unroll.core.train.Examples} through a {@link
 * dev.unroll.core.train.TrainingPlan}, batch by batch, and states facts as {@link dev.unroll.core.train.TrainingEvent}s; an
 * {@link dev.unroll.core.train.Evaluator} scores what came of it. One batch is one {@link
 * dev.unroll.core.train.TrainingStep}: forward, loss, backward, clip, update. Parameters are one flat array of values and
 * one of gradients; an {@link dev.unroll.core.optimizer.Optimizer} is one loop over a range of them, what it remembers is a
 * value of its own, and a {@link dev.unroll.core.schedule.Schedule} becomes a function of the step. Defaults and results
 * are PyTorch's. Everything random is a hash of seed, epoch and example, so one seed gives one network, bit by bit, on any
 * number of threads.
 */
package dev.unroll.core.train;
