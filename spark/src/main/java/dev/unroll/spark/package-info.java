/**
 * Models of Unroll on Apache Spark: a stage of ML pipelines, {@link dev.unroll.spark.UnrollModel}, and functions of SQL, {@link
 * dev.unroll.spark.UnrollFunctions}; {@link dev.unroll.spark.SequenceAssembler} makes sequences of rows with key and time.
 * {@link dev.unroll.spark.UnrollEstimator} trains one, by what is in {@code train}.
 *
 * <p>A model travels to executors as the bytes of its folder, and is ready once a JVM: tasks share its weights, and each has
 * buffers of its own. Rows are answered in batches by length, by what is in {@code score}, and have the bits that they have
 * alone. Uses all of {@code unroll-core}, and of {@code unroll-run} what a
 * configuration means; which Spark, is {@code docs/spark.md}'s to say.
 */
@NullMarked
package dev.unroll.spark;

import org.jspecify.annotations.NullMarked;
