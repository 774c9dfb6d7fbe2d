/**
 * How far a training is, and how it went: what the first task notes of its events, on its way to checkpoints and to the driver.
 * Knows events of trainings and no training; for our own stages, but for {@code TrainingProgress} and {@code EpochScores}.
 */
@NullMarked
package dev.unroll.spark.progress;

import org.jspecify.annotations.NullMarked;
