/**
 * Scores: what answers are worth beside what was expected.
 *
 * <p>{@link dev.unroll.core.score.Spans} reads the spans that tags spell out, and {@link
 * dev.unroll.core.score.SpanScores} counts which of them were found: precision, recall and F1 as CoNLL's conlleval counts
 * them. A score is a value, made of counts that add up over any parts. A ratio of nothing to nothing is 0. Uses no other
 * package.
 */
package dev.unroll.core.score;
