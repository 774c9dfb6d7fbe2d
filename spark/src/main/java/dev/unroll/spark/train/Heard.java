package dev.unroll.spark.train;

import dev.unroll.spark.progress.TrainingProgress;
import java.util.function.Consumer;

/**
 * Who hears of a training, at the driver.
 *
 * @param progress how far it is
 * @param warnings what went wrong without an end of it, a sentence each
 */
public record Heard(Consumer<TrainingProgress> progress, Consumer<String> warnings) {}
