package dev.unroll.core.network;

import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** Many sequences, each of its own length. Lengths live here: there is no padding to forget. */
public sealed interface Sequences {

    /** What a step is. */
    enum Kind {
        TOKENS("tokens"),
        VECTORS("vectors"),
        WORDS("words"),
        PAIRS("pairs");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns it in words. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** Returns what a step is. */
    Kind kind();

    /** Returns the number of sequences. */
    int count();

    /** Returns the number of steps of sequence {@code i}. */
    int length(int i);

    /** Returns sequences of tokens: {@code tokens[i][t]}. The arrays are used as they are. */
    static Tokens ofTokens(int[][] tokens) {
        return ofTokens(Arrays.stream(tokens).map(TokenList::of).toList());
    }

    /** Returns sequences of tokens: list i is sequence i. */
    static Tokens ofTokens(List<TokenList> tokens) {
        return new Tokens(tokens.toArray(TokenList[]::new));
    }

    /**
     * Returns sequences of words: {@code words[i][t]} is the word of sequence i at step t, as far as it has a vector of its
     * own, and {@code letters[i][t]} how it is spelled, at least one letter. The arrays are used as they are.
     */
    static Sequences ofWords(int[][] words, int[][][] letters) {
        return new Words(words, letters);
    }

    /**
     * Returns pairs: sequence i is that of the target's tokens as they are told to a decoder, the mark of its begin first, and
     * it belongs to sequence i of the sources.
     */
    static Pairs ofPairs(Sequences sources, Tokens told) {
        return new Pairs(sources, told);
    }

    /** Returns sequences of vectors, each [length, features]. */
    static Sequences ofVectors(List<Matrix> vectors) {
        return new Vectors(new Vectors.Kept(List.copyOf(vectors)));
    }

    /** Returns sequences of vectors that are made whenever a batch takes them, and not kept. */
    static Sequences ofVectors(VectorSource source) {
        return new Vectors(source);
    }

    /**
     * Returns the sequences in a padded block [B, T, F]: sequence i has {@code lengths[i]} valid steps, the rest is never
     * read.
     */
    static Sequences ofPadded(float[] block, int steps, int features, int[] lengths) {
        if (block.length != (long) lengths.length * steps * features) {
            throw new IllegalArgumentException("a block [" + lengths.length + ", " + steps + ", " + features
                    + "] needs " + (long) lengths.length * steps * features + " floats but has " + block.length);
        }
        Matrix[] vectors = new Matrix[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 0 || lengths[i] > steps) {
                throw new IllegalArgumentException(
                        "length of sequence " + i + " must be in 0 .. " + steps + " but is " + lengths[i]);
            }
            vectors[i] = Matrix.window(block, i * steps * features, lengths[i], features, features);
        }
        return ofVectors(List.of(vectors));
    }

    /** Sequences of tokens. */
    final class Tokens implements Sequences {
        private final TokenList[] tokens;

        private Tokens(TokenList[] tokens) {
            this.tokens = tokens;
        }

        @Override
        public int count() {
            return tokens.length;
        }

        @Override
        public int length(int i) {
            return tokens[i].length();
        }

        @Override
        public Kind kind() {
            return Kind.TOKENS;
        }

        /** Returns the token of sequence {@code i} at step {@code t}. */
        public int token(int i, int t) {
            return tokens[i].get(t);
        }

        /** Returns the tokens of sequence {@code i}. */
        public TokenList tokens(int i) {
            return tokens[i];
        }
    }

    /** Sequences of words, each with its letters. */
    final class Words implements Sequences {
        private final int[][] words;
        private final int[][] spellings;
        private final Tokens letters;

        private Words(int[][] words, int[][][] letters) {
            this.words = words;
            this.spellings = new int[words.length][];
            requireAsMany("sequences", words.length, letters.length, "");
            var distinct = new LinkedHashMap<Spelling, Integer>();
            for (int i = 0; i < words.length; i++) {
                requireAsMany("steps", words[i].length, letters[i].length, " in sequence " + i);
                spellings[i] = new int[words[i].length];
                for (int t = 0; t < words[i].length; t++) {
                    if (letters[i][t].length == 0) {
                        throw new IllegalArgumentException("sequence " + i + ", step " + t
                                + ": a word must have at least one letter but has none; give it a token for no letter");
                    }
                    var spelling = new Spelling(letters[i][t]);
                    spellings[i][t] = distinct.computeIfAbsent(spelling, _ -> distinct.size());
                }
            }
            this.letters =
                    ofTokens(distinct.keySet().stream().map(Spelling::letters).toArray(int[][]::new));
        }

        private static void requireAsMany(String things, int words, int letters, String place) {
            if (words != letters) {
                throw new IllegalArgumentException("words and letters must be of as many " + things + place
                        + ", but there are " + words + " of words and " + letters + " of letters");
            }
        }

        @Override
        public int count() {
            return words.length;
        }

        @Override
        public int length(int i) {
            return words[i].length;
        }

        @Override
        public Kind kind() {
            return Kind.WORDS;
        }

        /** Returns the word of sequence {@code i} at step {@code t}. */
        public int word(int i, int t) {
            return words[i][t];
        }

        /** Returns which of {@link #letters} spells the word of sequence {@code i} at step {@code t}. */
        public int spelling(int i, int t) {
            return spellings[i][t];
        }

        /** Returns the letters of all words that are spelled differently, in the order of their first use. */
        public Tokens letters() {
            return letters;
        }

        /** The letters of a word, equal to the same letters. */
        private static final class Spelling {
            private final int[] letters;

            private Spelling(int[] letters) {
                this.letters = letters;
            }

            private int[] letters() {
                return letters;
            }

            @Override
            public boolean equals(Object other) {
                return other instanceof Spelling that && Arrays.equals(letters, that.letters);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(letters);
            }
        }
    }

    /** Sequences of a target's tokens, each with its source. */
    final class Pairs implements Sequences {
        private final Sequences sources;
        private final Tokens told;

        private Pairs(Sequences sources, Tokens told) {
            if (sources.count() != told.count()) {
                throw new IllegalArgumentException("there must be a target for each source, but there are "
                        + sources.count() + " sources and " + told.count() + " targets");
            }
            if (sources instanceof Pairs) {
                throw new IllegalArgumentException("sources must be sequences of their own but are pairs");
            }
            this.sources = sources;
            this.told = told;
        }

        @Override
        public int count() {
            return told.count();
        }

        @Override
        public int length(int i) {
            return told.length(i);
        }

        @Override
        public Kind kind() {
            return Kind.PAIRS;
        }

        /** Returns the sources. */
        public Sequences sources() {
            return sources;
        }

        /** Returns the tokens that a decoder is told. */
        public Tokens told() {
            return told;
        }
    }

    /** Sequences of vectors. */
    final class Vectors implements Sequences {
        private final VectorSource source;

        private Vectors(VectorSource source) {
            this.source = source;
        }

        @Override
        public int count() {
            return source.count();
        }

        @Override
        public int length(int i) {
            return source.length(i);
        }

        @Override
        public Kind kind() {
            return Kind.VECTORS;
        }

        /** Returns the numbers a step. */
        public int features() {
            return source.features();
        }

        /** Returns sequence {@code i}, [length, features]. */
        public Matrix vectors(int i) {
            return source.vectors(i);
        }

        /** Vectors that are in memory, a matrix [length, features] for each sequence. */
        private record Kept(List<Matrix> all) implements VectorSource {

            @Override
            public int count() {
                return all.size();
            }

            @Override
            public int features() {
                return all.isEmpty() ? 0 : all.getFirst().columns();
            }

            @Override
            public int length(int i) {
                return all.get(i).rows();
            }

            @Override
            public Matrix vectors(int i) {
                return all.get(i);
            }
        }
    }
}
