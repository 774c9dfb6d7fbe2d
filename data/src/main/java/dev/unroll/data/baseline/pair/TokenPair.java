package dev.unroll.data.baseline.pair;

import java.util.List;

/**
 * A source and its right targets, in tokens: letters, symbols or words.
 *
 * @param targets at least one; the first is what is answered where one is asked for
 */
public record TokenPair(List<String> source, List<List<String>> targets) {

    public TokenPair {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a source must have at least 1 target but has none");
        }
        source = List.copyOf(source);
        targets = targets.stream().map(List::copyOf).toList();
    }

    /** Throws if there is nothing to learn. */
    static void requireSome(List<TokenPair> pairs) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("pairs to train a baseline on must be at least 1 but are 0");
        }
    }
}
