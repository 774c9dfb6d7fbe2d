package dev.unroll.data.baseline.pair;

import java.util.Arrays;
import java.util.List;

/**
 * How probable a token is after those before it, by counts of n-grams that each lend a part to what was never counted.
 *
 * <pre>
 *   p(w | h) = (max(c(h w) − D, 0) + D t(h) p(w | h')) / c(h)      h' = h without its first token, p(w | nothing) from 1 / V
 * </pre>
 *
 * <p>c of the longest n-grams and of those that begin a sequence is how often they occur, of shorter ones how many
 * different tokens stand before them; t(h) is how many different tokens follow h; D = n₁ / (n₁ + 2 n₂) for each length, of
 * the numbers of n-grams with c = 1 and c = 2. Source: Kneser and Ney 1995, interpolated as by Chen and Goodman 1998.
 *
 * <p>An n-gram is a node of a tree: the child of the n-gram without its last token. A context is one, too.
 */
final class KneserNey {

    static final int BEGIN = 0;
    static final int END = 1;

    private static final int ROOT = 0;

    private final int tokens;
    private final int order;
    private final KeyTable nodes = new KeyTable();
    /** By node: the n-gram without its first token, its length, c, whether it begins a sequence. */
    private int[] suffixes = new int[1 << 8];

    private byte[] lengths = new byte[1 << 8];
    private int[] counts = new int[1 << 8];
    private boolean[] begins = new boolean[1 << 8];
    /** By node: p of its last token after the others, and what it, as a context, lends to h'. */
    private float[] probabilities = {};

    private float[] lent = {};

    private KneserNey(int tokens, int order) {
        this.tokens = tokens;
        this.order = order;
        node(-1, 0, ROOT, 0);
    }

    /**
     * Returns the model of these sequences.
     *
     * @param sequences tokens, each from 2 to {@code tokens} − 1; what begins and ends a sequence is added
     * @param order how many tokens it looks at, the guessed one among them
     */
    static KneserNey train(List<int[]> sequences, int tokens, int order) {
        var model = new KneserNey(tokens, order);
        sequences.forEach(model::add);
        model.finish();
        return model;
    }

    private void add(int[] sequence) {
        int[] ends = new int[order + 1];
        int most = 1;
        ends[1] = node(ROOT, BEGIN, ROOT, 1);
        begins[ends[1]] = true;
        for (int t = 0; t <= sequence.length; t++) {
            int token = t < sequence.length ? sequence[t] : END;
            int context = ends[0];
            most = Math.min(most + 1, order);
            for (int n = 1; n <= most; n++) {
                int next = ends[n];
                ends[n] = node(context, token, ends[n - 1], n);
                begins[ends[n]] = begins[context];
                counts[ends[n]]++;
                context = next;
            }
        }
    }

    /** Returns the node of a token after a context; it is made if it is new. */
    private int node(int context, int token, int suffix, int length) {
        int node = nodes.add(key(context, token));
        if (node == suffixes.length) {
            suffixes = Arrays.copyOf(suffixes, 2 * node);
            lengths = Arrays.copyOf(lengths, 2 * node);
            counts = Arrays.copyOf(counts, 2 * node);
            begins = Arrays.copyOf(begins, 2 * node);
        }
        suffixes[node] = suffix;
        lengths[node] = (byte) length;
        return node;
    }

    private long key(int context, int token) {
        return (long) (context + 1) * tokens + token;
    }

    private int contextOf(int node) {
        return (int) (nodes.key(node) / tokens) - 1;
    }

    private void finish() {
        int size = nodes.size();
        int[] values = values(size);
        double[] discounts = discounts(values);
        long[] totals = new long[size];
        int[] kinds = new int[size];
        for (int node = 1; node < size; node++) {
            totals[contextOf(node)] += values[node];
            kinds[contextOf(node)] += values[node] > 0 ? 1 : 0;
        }
        probabilities = new float[size];
        lent = new float[size];
        Arrays.fill(lent, 1);
        for (int node = 0; node < size; node++) {
            if (totals[node] > 0) {
                lent[node] = (float) (discounts[lengths[node] + 1] * kinds[node] / totals[node]);
            }
        }
        // A node comes after its context and after its suffix: both are met before it.
        for (int node = 1; node < size; node++) {
            int context = contextOf(node);
            double shorter = lengths[node] == 1 ? 1.0 / tokens : probabilities[suffixes[node]];
            double own = Math.max(values[node] - discounts[lengths[node]], 0);
            probabilities[node] = (float) ((totals[context] > 0 ? own / totals[context] : 0) + lent[context] * shorter);
        }
    }

    /** Returns c of every node. */
    private int[] values(int size) {
        int[] values = new int[size];
        for (int node = 1; node < size; node++) {
            if (lengths[node] > 1) {
                values[suffixes[node]]++;
            }
        }
        for (int node = 1; node < size; node++) {
            if (lengths[node] == order || begins[node]) {
                values[node] = counts[node];
            }
        }
        values[ROOT] = 0;
        return values;
    }

    /** Returns D by the length of the n-gram. */
    private double[] discounts(int[] values) {
        long[] ones = new long[order + 2];
        long[] twos = new long[order + 2];
        for (int node = 1; node < values.length; node++) {
            ones[lengths[node]] += values[node] == 1 ? 1 : 0;
            twos[lengths[node]] += values[node] == 2 ? 1 : 0;
        }
        double[] discounts = new double[order + 2];
        for (int n = 0; n < discounts.length; n++) {
            // Without any that occurs once, as in tiny data, half a count is lent.
            discounts[n] = ones[n] == 0 ? 0.5 : (double) ones[n] / (ones[n] + 2 * twos[n]);
        }
        return discounts;
    }

    /** Returns the number of n-grams. */
    int size() {
        return nodes.size() - 1;
    }

    /** Returns the context in which a sequence begins. */
    int start() {
        return nodes.find(key(ROOT, BEGIN));
    }

    /** Returns how probable a token is after a context. */
    double probability(int context, int token) {
        double factor = 1;
        int at = context;
        while (true) {
            int node = nodes.find(key(at, token));
            if (node != KeyTable.NONE) {
                return factor * probabilities[node];
            }
            factor *= lent[at];
            if (at == ROOT) {
                return factor / tokens;
            }
            at = suffixes[at];
        }
    }

    /** Returns the context after a token that came after a context. */
    int next(int context, int token) {
        int at = context;
        while (true) {
            int node = lengths[at] < order - 1 ? nodes.find(key(at, token)) : KeyTable.NONE;
            if (node != KeyTable.NONE || at == ROOT) {
                return Math.max(node, ROOT);
            }
            at = suffixes[at];
        }
    }
}
