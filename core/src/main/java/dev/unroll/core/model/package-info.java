/**
 * What a user saves, loads and asks: a {@link dev.unroll.core.model.Model} is a network with the way from a text to the
 * indices that it reads, or from measured numbers to vectors, and from its outputs to labels.
 *
 * <p>A {@link dev.unroll.core.model.Normalization} makes equal what is to count as equal, a
 * {@link dev.unroll.core.model.Tokenizer} cuts, a {@link dev.unroll.core.model.Vocabulary} numbers, and a
 * {@link dev.unroll.core.model.TextEncoder} is the three together; a
 * {@link dev.unroll.core.model.VectorEncoder} scales numbers. All are immutable values. Each has a plain data form
 * (maps, lists, strings, Booleans) for a model's {@code config.json}. Reading it back names the place of whatever is
 * wrong.
 */
package dev.unroll.core.model;
