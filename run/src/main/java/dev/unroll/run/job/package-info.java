/**
 * A training from its configuration to the model in a folder: what the command line does, without its words.
 *
 * <p>A {@link dev.unroll.run.task.Problem} makes data a network's examples, {@link dev.unroll.run.job.NetworkPlan} and
 * {@link dev.unroll.run.job.OptimizationPlan} say what the configuration means in the terms of {@code core}, and
 * {@link dev.unroll.run.job.TrainJob} runs it all; {@link dev.unroll.run.job.Training} is its front door. Every score stands
 * beside baselines of the same split.
 */
package dev.unroll.run.job;
