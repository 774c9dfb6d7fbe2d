/**
 * The ways from what a user has to what a network reads: from a text to tokens, from measured numbers to vectors.
 *
 * <p>A {@link dev.unroll.core.input.Normalization} makes equal what is to count as equal, a
 * {@link dev.unroll.core.input.Tokenizer} cuts, a {@link dev.unroll.core.input.Vocabulary} numbers, and a
 * {@link dev.unroll.core.input.TextEncoder} is the three together; a {@link dev.unroll.core.input.VectorEncoder} scales
 * numbers. All are immutable values, each with a plain data form for a model's {@code config.json}. Uses {@code kernel},
 * {@code form}, {@code network} and {@code piece}.
 */
package dev.unroll.core.input;
