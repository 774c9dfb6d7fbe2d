/**
 * Pieces of words by byte-pair encoding (Sennrich, Haddow and Birch 2016): learned from texts, or read from a
 * {@code tokenizer.json}.
 *
 * <p>A {@link dev.unroll.core.piece.WordCut} parts a text into words and these into symbols, {@link
 * dev.unroll.core.piece.Merges} join symbols to pieces, and a {@link dev.unroll.core.piece.MergeLearner} finds which to
 * join. All are immutable values with a plain data form. Uses {@code form}.
 */
package dev.unroll.core.piece;
