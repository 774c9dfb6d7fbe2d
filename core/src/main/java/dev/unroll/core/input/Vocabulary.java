package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tokens and their indices, 0 to size − 1.
 *
 * <p>An open vocabulary has {@link #UNKNOWN} at index 0, which stands for every token that it does not hold; a closed
 * one has no such entry, and refuses what it does not hold. No tokenizer makes a token that looks like a mark
 * ({@code <unk>}): the brackets are tokens of their own.
 */
public final class Vocabulary {

    /** The entry at index 0 of an open vocabulary. */
    public static final String UNKNOWN = "<unk>";

    private static final Set<String> KEYS = Set.of("tokens");

    private final List<String> tokens;
    private final Map<String, Integer> indices;

    /** The code points that are tokens, ascending, and the index of each: so that a letter need not be a text. */
    private final int[] letters;

    private final int[] letterIndices;

    private Vocabulary(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        this.indices = HashMap.newHashMap(tokens.size());
        for (int index = 0; index < tokens.size(); index++) {
            String token = this.tokens.get(index);
            Integer earlier = indices.put(token, index);
            if (earlier != null) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "token \"%s\" occurs twice in the vocabulary: at %d and at %d; keep one of them",
                        token,
                        earlier,
                        index));
            }
            if (token.isEmpty()) {
                throw new IllegalArgumentException("token " + index + " of the vocabulary is empty; remove it");
            }
        }
        long[] pairs = IntStream.range(0, this.tokens.size())
                .filter(index -> isLetter(this.tokens.get(index)))
                .mapToLong(index -> (long) this.tokens.get(index).codePointAt(0) << Integer.SIZE | index)
                .sorted()
                .toArray();
        this.letters = Arrays.stream(pairs)
                .mapToInt(pair -> (int) (pair >> Integer.SIZE))
                .toArray();
        this.letterIndices = Arrays.stream(pairs).mapToInt(pair -> (int) pair).toArray();
    }

    private static boolean isLetter(String token) {
        return token.length() <= 2 && token.codePointCount(0, token.length()) == 1;
    }

    /** How much of what was counted a vocabulary keeps. */
    public record Limits(int minimumCount, int maximumSize) {

        /** Every token that occurs. */
        public static final Limits NONE = new Limits(1, Integer.MAX_VALUE);

        /**
         * @param minimumCount tokens seen less often are left out; at least 1
         * @param maximumSize the most entries in all, {@link #UNKNOWN} and marks among them; at least 1
         */
        public Limits {
            if (minimumCount < 1) {
                throw new IllegalArgumentException("minimumCount must be at least 1 but is " + minimumCount);
            }
            if (maximumSize < 1) {
                throw new IllegalArgumentException("maximumSize must be at least 1 but is " + maximumSize);
            }
        }
    }

    /** Returns the vocabulary of {@link #UNKNOWN} at index 0 and these tokens after it, in their order. */
    public static Vocabulary open(List<String> tokens) {
        var all = new ArrayList<String>(tokens.size() + 1);
        all.add(UNKNOWN);
        all.addAll(tokens);
        return of(all);
    }

    /** Returns the vocabulary of exactly these tokens: open if the first is {@link #UNKNOWN}, and else closed. */
    public static Vocabulary of(List<String> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("a vocabulary must have at least one token but has none");
        }
        return new Vocabulary(tokens);
    }

    /** Returns the open vocabulary of the tokens that a stream holds: the most frequent first, ties by the token. */
    public static Vocabulary count(Stream<String> tokens, Limits limits) {
        return count(tokens, List.of(), limits);
    }

    /** As {@link #count(Stream, Limits)}, with marks between {@link #UNKNOWN} and the first token. */
    public static Vocabulary count(Stream<String> tokens, List<String> marks, Limits limits) {
        return count(TokenCounts.of(tokens), marks, limits);
    }

    /** As {@link #count(Stream, List, Limits)}, of tokens that were counted before. */
    public static Vocabulary count(TokenCounts counted, List<String> marks, Limits limits) {
        Map<String, Long> counts = counted.counts();
        if (counts.isEmpty()) {
            throw new IllegalArgumentException("a vocabulary needs at least one token to count but there is none;"
                    + " are all texts empty after normalization?");
        }
        var entries = new ArrayList<String>(marks);
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= limits.minimumCount())
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.max(0, limits.maximumSize() - 1L - marks.size()))
                .forEach(entry -> entries.add(entry.getKey()));
        if (entries.size() == marks.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "no token of %d is left with a minimum count of %d and a maximum size of %d; relax them",
                    counts.size(),
                    limits.minimumCount(),
                    limits.maximumSize()));
        }
        return open(entries);
    }

    /** Returns the number of entries. */
    public int size() {
        return tokens.size();
    }

    /** Returns all entries; a token's place in the list is its index. */
    public List<String> tokens() {
        return tokens;
    }

    /** Returns whether tokens that are not held have an index: that of {@link #UNKNOWN}, 0. */
    public boolean isOpen() {
        return tokens.getFirst().equals(UNKNOWN);
    }

    /** Returns whether this very token is held. */
    public boolean contains(String token) {
        return indices.containsKey(token);
    }

    /** Returns the index of a token: of one that is not held, 0 in an open vocabulary and an error in a closed one. */
    public int indexOf(String token) {
        Integer index = indices.get(token);
        if (index != null) {
            return index;
        }
        if (!isOpen()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "token \"%s\" is not one of the %d of this closed vocabulary: %s",
                    token,
                    size(),
                    firstTokens()));
        }
        return 0;
    }

    /** Returns the index of the token that is this code point, as {@link #indexOf(String)} does. */
    int indexOfLetter(int codePoint) {
        int at = Arrays.binarySearch(letters, codePoint);
        return at >= 0 ? letterIndices[at] : indexOf(Character.toString(codePoint));
    }

    /** Returns the token at an index. */
    public String token(int index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("index must be in 0 to " + (size() - 1) + " but is " + index);
        }
        return tokens.get(index);
    }

    /** Returns the plain data form, which {@link #fromData} reads. */
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("tokens", tokens);
        return data;
    }

    /** Returns the vocabulary of this data form. */
    public static Vocabulary fromData(Data data) {
        List<String> tokens = data.requireKeys(KEYS).at("tokens").texts();
        return data.make(() -> of(tokens));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary && tokens.equals(vocabulary.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    @Override
    public String toString() {
        return (isOpen() ? "open" : "closed") + " vocabulary of " + size() + ": " + firstTokens();
    }

    private String firstTokens() {
        int shown = Math.min(10, size());
        return String.join(" ", tokens.subList(0, shown)) + (shown < size() ? " …" : "");
    }
}
