package dev.unroll.core.score;

import java.util.Optional;

/**
 * How well a network answers.
 *
 * @param loss mean over all rows
 * @param confusion of classes; empty if the network does not say classes
 * @param errors of values; empty if the network does not say values, or if none of the actual ones is known
 */
public record Evaluation(double loss, Optional<ConfusionMatrix> confusion, Optional<RegressionErrors> errors) {}
