package dev.unroll.core.train;

/**
 * Makes a part of the tokens read as another one, the unknown, anew in each epoch (word dropout: Iyyer et al. 2015, Dai and
 * Le 2015): no answer can hang on a single word. Evaluation reads all tokens.
 *
 * @param share of the tokens, each by itself
 * @param replacement the token that is read instead
 */
public record TokenDropout(double share, int replacement) {

    public TokenDropout {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("token dropout must be at least 0 and below 1 but is " + share);
        }
        if (replacement < 0) {
            throw new IllegalArgumentException("the replacement must be a token but is " + replacement);
        }
    }
}
