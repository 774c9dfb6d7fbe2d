/**
 * Another sequence: a translation, a pronunciation.
 *
 * <p>{@link dev.unroll.run.task.transduce.TransduceType} is the task as configurations name it; {@code PairProblem} owns how pairs
 * are read, encoded, scored and answered; {@link dev.unroll.run.task.transduce.DecoderPlan} makes a network of pairs of one that
 * reads sources.
 */
package dev.unroll.run.task.transduce;
