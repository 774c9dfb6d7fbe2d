package dev.unroll.data.baseline;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Guesses the next token from the few before it, by counting; every shorter context has its say (Witten and Bell 1991).
 *
 * <pre>
 *   p(w | h) = (c(h w) + t(h) p(w | h')) / (c(h) + t(h))      h' = h without its first token, p(w | nothing) from 1 / V
 * </pre>
 *
 * <p>c counts, t(h) is how many different tokens follow h.
 */
public final class NgramLanguageModel {

    private final int tokens;
    private final int order;
    private final Map<IntBuffer, Followers> contexts = new HashMap<>();

    private NgramLanguageModel(int tokens, int order) {
        this.tokens = tokens;
        this.order = order;
    }

    /** What follows one context. */
    private static final class Followers {
        private int[] which = new int[2];
        private int[] counts = new int[2];
        private int kinds;
        private long total;

        void add(int token) {
            total++;
            for (int i = 0; i < kinds; i++) {
                if (which[i] == token) {
                    counts[i]++;
                    return;
                }
            }
            if (kinds == which.length) {
                which = Arrays.copyOf(which, 2 * kinds);
                counts = Arrays.copyOf(counts, 2 * kinds);
            }
            which[kinds] = token;
            counts[kinds++] = 1;
        }

        /** Makes the probabilities after the shorter context those after this one. */
        void sharpen(double[] probabilities) {
            double divisor = (double) total + kinds;
            for (int token = 0; token < probabilities.length; token++) {
                probabilities[token] *= kinds / divisor;
            }
            for (int i = 0; i < kinds; i++) {
                probabilities[which[i]] += counts[i] / divisor;
            }
        }
    }

    /**
     * Returns the model of these texts.
     *
     * @param texts tokens, each from 0 to {@code tokens} − 1
     * @param order how many tokens it looks at, the guessed one among them
     */
    public static NgramLanguageModel train(int[][] texts, int tokens, int order) {
        if (tokens < 1 || order < 1) {
            throw new IllegalArgumentException(
                    "tokens and order must be at least 1 but are " + tokens + " and " + order);
        }
        var model = new NgramLanguageModel(tokens, order);
        for (int[] text : texts) {
            for (int at = 0; at < text.length; at++) {
                for (int length = 0; length <= Math.min(at, order - 1); length++) {
                    model.contexts
                            .computeIfAbsent(context(text, at, length), _ -> new Followers())
                            .add(text[at]);
                }
            }
        }
        return model;
    }

    private static IntBuffer context(int[] text, int at, int length) {
        // A copy of its own: a view would keep the whole text alive, and change with it.
        return IntBuffer.wrap(Arrays.copyOfRange(text, at - length, at));
    }

    /** Returns how probable each token is at a place of a text, given those before it, [tokens]. */
    public double[] probabilities(int[] text, int at) {
        double[] probabilities = new double[tokens];
        Arrays.fill(probabilities, 1.0 / tokens);
        for (int length = 0; length <= Math.min(at, order - 1); length++) {
            Followers followers = contexts.get(context(text, at, length));
            if (followers == null) {
                break;
            }
            followers.sharpen(probabilities);
        }
        return probabilities;
    }
}
