/**
 * What stands beside the scores of models that make one sequence of another: simple models of the same pairs and the same
 * split.
 *
 * <p>They train in seconds or a few minutes and draw no random number. Uses {@code core.score}.
 */
package dev.unroll.data.baseline.pair;
