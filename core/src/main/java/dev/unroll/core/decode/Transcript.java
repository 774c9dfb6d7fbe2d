package dev.unroll.core.decode;

import dev.unroll.core.network.TokenList;

/**
 * Tokens that may be right.
 *
 * @param logProbability of the tokens by the network alone, the natural logarithm
 * @param score by which hypotheses are ranked: the same with what a prior and a bonus add
 */
public record Transcript(TokenList tokens, double logProbability, double score) {}
