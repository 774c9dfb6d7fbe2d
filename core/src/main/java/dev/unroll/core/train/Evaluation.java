package dev.unroll.core.train;

import java.util.Optional;

/**
 * How well a network answers.
 *
 * @param loss mean over all rows
 * @param confusion of classes; empty if values are predicted
 * @param errors of values; empty if classes are predicted
 */
public record Evaluation(double loss, Optional<ConfusionMatrix> confusion, Optional<RegressionErrors> errors) {}
