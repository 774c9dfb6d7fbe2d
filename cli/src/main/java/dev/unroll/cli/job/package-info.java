/**
 * A training from its configuration to the model in a folder: what the command line does, without its words.
 *
 * <p>{@link dev.unroll.cli.job.DataSource} finds texts, {@link dev.unroll.cli.job.ExampleEncoder} makes them a network's
 * examples, {@link dev.unroll.cli.job.NetworkPlan} and {@link dev.unroll.cli.job.OptimizationPlan} say what the
 * configuration means in the terms of {@code core}, and {@link dev.unroll.cli.job.TrainJob} runs it all. Every score
 * stands beside {@link dev.unroll.cli.job.Baselines} of the same split.
 */
package dev.unroll.cli.job;
