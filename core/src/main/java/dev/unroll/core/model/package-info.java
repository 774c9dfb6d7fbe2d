/**
 * What a user saves, loads and asks: a {@link dev.unroll.core.model.Model} is a network with the way from a text to the
 * indices that it reads, or from measured numbers to vectors, and from its outputs to labels.
 *
 * <p>A {@link dev.unroll.core.input.Normalization} makes equal what is to count as equal, a
 * {@link dev.unroll.core.input.Tokenizer} cuts, a {@link dev.unroll.core.input.Vocabulary} numbers, and a
 * {@link dev.unroll.core.input.TextEncoder} is the three together; a
 * {@link dev.unroll.core.input.VectorEncoder} scales numbers. All are immutable values. Each has a plain data form
 * (maps, lists, strings, Booleans) for a model's {@code config.json}. Reading it back names the place of whatever is
 * wrong.
 */
package dev.unroll.core.model;
