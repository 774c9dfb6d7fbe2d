package dev.unroll.core.model;

/**
 * How the next token is chosen.
 *
 * @param temperature that the logits are divided by; 0: always the most probable token
 * @param topK how many of the most probable tokens may be chosen; 0: any
 * @param topP the most probable tokens that together reach this probability may be chosen (Holtzman et al. 2020); 1: any
 * @param seed of the choice: the same seed gives the same text on every machine
 */
public record Sampling(double temperature, int topK, double topP, long seed) {

    /** Always the most probable token. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 0);

    public Sampling {
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature must be at least 0 but is " + temperature);
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top-k must be at least 0 but is " + topK);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p must be above 0 and at most 1 but is " + topP);
        }
    }
}
