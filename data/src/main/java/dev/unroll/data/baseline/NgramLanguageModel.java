package dev.unroll.data.baseline;

import java.util.Arrays;
import java.util.List;

/**
 * Guesses the next token from the few before it, by counting; every shorter context has its say (Witten and Bell 1991).
 *
 * <pre>
 *   p(w | h) = (c(h w) + t(h) p(w | h')) / (c(h) + t(h))      h' = h without its first token, p(w | nothing) from 1 / V
 * </pre>
 *
 * <p>c counts, t(h) is how many different tokens follow h.
 *
 * <p>A context is a node of a tree: the child of the context without its first token, by that token. All are in a few
 * arrays, so that a count takes a dozen bytes and a context some forty.
 */
public final class NgramLanguageModel {

    /** They take some 100 megabytes at most. */
    public static final int MOST_COUNTS = 1 << 21;

    private static final int NONE = -1;
    private static final int ROOT = 0;

    private final int tokens;
    private final int order;
    private final int mostCounts;
    private long read;

    /** By context: which it is, c, t, and the first of its counts. */
    private long[] keys = new long[1 << 8];

    private int[] totals = new int[1 << 8];
    private int[] kinds = new int[1 << 8];
    private int[] firsts = new int[1 << 8];
    private int contexts;

    /** A hash table of contexts, open, at most half full. */
    private int[] table = filled(1 << 9);

    /** By count: the token that follows, how often it does, and the next count of the same context. */
    private int[] followers = new int[1 << 8];

    private int[] counts = new int[1 << 8];
    private int[] nexts = new int[1 << 8];
    private int used;

    private NgramLanguageModel(int tokens, int order, int mostCounts) {
        this.tokens = tokens;
        this.order = order;
        this.mostCounts = mostCounts;
    }

    /** Tokens in their order, wherever they are. */
    public interface Text {

        /** Returns the number of tokens. */
        int length();

        /** Returns the token at a place, from 0. */
        int token(int at);

        /** Returns these tokens. */
        static Text of(int... tokens) {
            return new Text() {
                @Override
                public int length() {
                    return tokens.length;
                }

                @Override
                public int token(int at) {
                    return tokens[at];
                }
            };
        }
    }

    /**
     * Returns the model of these texts: of as many of their tokens, from the first on, as have {@link #MOST_COUNTS} counts.
     *
     * @param texts tokens, each from 0 to {@code tokens} − 1
     * @param order how many tokens it looks at, the guessed one among them
     */
    public static NgramLanguageModel train(List<? extends Text> texts, int tokens, int order) {
        return train(texts, tokens, order, MOST_COUNTS);
    }

    static NgramLanguageModel train(List<? extends Text> texts, int tokens, int order, int mostCounts) {
        if (tokens < 1 || order < 1) {
            throw new IllegalArgumentException(
                    "tokens and order must be at least 1 but are " + tokens + " and " + order);
        }
        var model = new NgramLanguageModel(tokens, order, mostCounts);
        model.context(NONE, 0);
        for (Text text : texts) {
            for (int at = 0; at < text.length(); at++) {
                if (model.used + order > model.mostCounts) {
                    return model;
                }
                model.add(text, at);
            }
        }
        return model;
    }

    /** Returns how many tokens it was trained on. */
    public long read() {
        return read;
    }

    private void add(Text text, int at) {
        read++;
        int token = text.token(at);
        int context = ROOT;
        count(context, token);
        for (int length = 1; length <= Math.min(at, order - 1); length++) {
            context = context(context, text.token(at - length));
            count(context, token);
        }
    }

    /** Counts a token after a context. The frequent ones are met first, so that they stand first. */
    private void count(int context, int token) {
        totals[context]++;
        int last = NONE;
        for (int i = firsts[context]; i != NONE; i = nexts[i]) {
            if (followers[i] == token) {
                counts[i]++;
                return;
            }
            last = i;
        }
        if (used == followers.length) {
            followers = Arrays.copyOf(followers, 2 * used);
            counts = Arrays.copyOf(counts, 2 * used);
            nexts = Arrays.copyOf(nexts, 2 * used);
        }
        followers[used] = token;
        counts[used] = 1;
        nexts[used] = NONE;
        kinds[context]++;
        if (last == NONE) {
            firsts[context] = used++;
        } else {
            nexts[last] = used++;
        }
    }

    private long key(int parent, int token) {
        return (long) parent * tokens + token;
    }

    /** Returns the context of a token before another context; it is made if it is new. */
    private int context(int parent, int token) {
        long key = key(parent, token);
        int place = place(key);
        if (table[place] != NONE) {
            return table[place];
        }
        if (2 * (contexts + 1) > table.length) {
            table = filled(2 * table.length);
            for (int context = 0; context < contexts; context++) {
                table[place(keys[context])] = context;
            }
            place = place(key);
        }
        if (contexts == keys.length) {
            keys = Arrays.copyOf(keys, 2 * contexts);
            totals = Arrays.copyOf(totals, 2 * contexts);
            kinds = Arrays.copyOf(kinds, 2 * contexts);
            firsts = Arrays.copyOf(firsts, 2 * contexts);
        }
        keys[contexts] = key;
        firsts[contexts] = NONE;
        table[place] = contexts;
        return contexts++;
    }

    /** Returns where the table has a key, or where it is free for it. */
    private int place(long key) {
        // Knuth's multiplier: neighboring keys must not lie beside one another.
        long hash = key * 0x9E3779B97F4A7C15L;
        int place = (int) (hash >>> 32) & (table.length - 1);
        while (table[place] != NONE && keys[table[place]] != key) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    private static int[] filled(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    /** Returns how probable each token is at a place of a text, given those before it, [tokens]. */
    public double[] probabilities(Text text, int at) {
        double[] probabilities = new double[tokens];
        Arrays.fill(probabilities, 1.0 / tokens);
        if (totals[ROOT] == 0) {
            return probabilities;
        }
        sharpen(probabilities, ROOT);
        int context = ROOT;
        for (int length = 1; length <= Math.min(at, order - 1); length++) {
            context = table[place(key(context, text.token(at - length)))];
            if (context == NONE) {
                break;
            }
            sharpen(probabilities, context);
        }
        return probabilities;
    }

    /** Makes the probabilities after the shorter context those after this one. */
    private void sharpen(double[] probabilities, int context) {
        double divisor = (double) totals[context] + kinds[context];
        for (int token = 0; token < probabilities.length; token++) {
            probabilities[token] *= kinds[context] / divisor;
        }
        for (int i = firsts[context]; i != NONE; i = nexts[i]) {
            probabilities[followers[i]] += counts[i] / divisor;
        }
    }
}
