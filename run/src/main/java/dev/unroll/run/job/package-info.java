/**
 * A training from its configuration to the model in a folder: what the command line does, without its words.
 *
 * <p>{@link dev.unroll.run.job.DataSource} finds texts, {@link dev.unroll.run.job.ExampleEncoder} makes them a network's
 * examples, {@link dev.unroll.run.job.NetworkPlan} and {@link dev.unroll.run.job.OptimizationPlan} say what the
 * configuration means in the terms of {@code core}, and {@link dev.unroll.run.job.TrainJob} runs it all. Every score
 * stands beside {@link dev.unroll.run.job.Baselines} of the same split.
 */
package dev.unroll.run.job;
