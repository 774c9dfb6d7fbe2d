package dev.unroll.core.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** How often each token occurs in texts, in the order in which they occur first. No letter of a text becomes an object. */
public final class TokenCounts {

    private final SequencedMap<String, Long> counts;

    private TokenCounts(SequencedMap<String, Long> counts) {
        this.counts = Collections.unmodifiableSequencedMap(counts);
    }

    /** Counts the tokens that a tokenizer cuts texts into. */
    public static TokenCounts of(Tokenizer tokenizer, Stream<String> texts) {
        if (tokenizer == Tokenizer.CHARACTERS) {
            var letters = new Letters();
            texts.forEachOrdered(text -> text.codePoints().forEach(letters::add));
            return new TokenCounts(letters.counts());
        }
        var counts = new LinkedHashMap<String, Long>();
        texts.forEachOrdered(text -> tokenizer.forEach(text, token -> counts.merge(token, 1L, Long::sum)));
        return new TokenCounts(counts);
    }

    /** Counts tokens. */
    static TokenCounts of(Stream<String> tokens) {
        var counts = new LinkedHashMap<String, Long>();
        tokens.forEachOrdered(token -> counts.merge(token, 1L, Long::sum));
        return new TokenCounts(counts);
    }

    /** Returns each token once, in the order in which they occur first. */
    public List<String> tokens() {
        return List.copyOf(counts.keySet());
    }

    /** Returns how often each token occurs. */
    public SequencedMap<String, Long> counts() {
        return counts;
    }

    /** Returns counts that were made elsewhere. */
    public static TokenCounts of(SequencedMap<String, Long> counts) {
        return new TokenCounts(new LinkedHashMap<>(counts));
    }

    /** Counts of code points, a number each. */
    private static final class Letters {
        private final List<Integer> seen = new ArrayList<>();
        private long[] counts = new long[1 << 8];

        void add(int letter) {
            if (letter >= counts.length) {
                counts = Arrays.copyOf(counts, Math.max(letter + 1, 2 * counts.length));
            }
            if (counts[letter]++ == 0) {
                seen.add(letter);
            }
        }

        SequencedMap<String, Long> counts() {
            var named = new LinkedHashMap<String, Long>();
            seen.forEach(letter -> named.put(Character.toString(letter), counts[letter]));
            return named;
        }
    }
}
