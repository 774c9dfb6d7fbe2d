package dev.unroll.core.network;

/** What a network reads at each step. */
public sealed interface InputSpec {

    /** Returns how many numbers reach the first layer at each step. */
    int width();

    /** A vector of {@code features} numbers. */
    record Dense(int features) implements InputSpec {
        public Dense {
            requirePositive("features", features);
        }

        @Override
        public int width() {
            return features;
        }
    }

    /** A token, 0 ≤ token &lt; {@code tokens}, as a row of zeros with a one; gathered, never multiplied. */
    record OneHot(int tokens) implements InputSpec {
        public OneHot {
            requirePositive("tokens", tokens);
        }

        @Override
        public int width() {
            return tokens;
        }
    }

    /** A token, 0 ≤ token &lt; {@code tokens}, as a learned vector of {@code width} numbers. Bengio et al. 2003. */
    record Embedding(int tokens, int width) implements InputSpec {
        public Embedding {
            requirePositive("tokens", tokens);
            requirePositive("width", width);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
    }
}
