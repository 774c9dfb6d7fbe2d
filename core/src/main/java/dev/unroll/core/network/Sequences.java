package dev.unroll.core.network;

import dev.unroll.core.kernel.Matrix;
import java.util.List;

/** Many sequences, each of its own length. Lengths live here: there is no padding to forget. */
public sealed interface Sequences {

    /** Returns the number of sequences. */
    int count();

    /** Returns the number of steps of sequence {@code i}. */
    int length(int i);

    /** Returns sequences of tokens: {@code tokens[i][t]}. The arrays are used as they are. */
    static Sequences ofTokens(int[][] tokens) {
        return new Tokens(tokens);
    }

    /** Returns sequences of vectors, each [length, features]. */
    static Sequences ofVectors(List<Matrix> vectors) {
        return new Vectors(vectors);
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
        return new Vectors(List.of(vectors));
    }

    /** Sequences of tokens. */
    final class Tokens implements Sequences {
        private final int[][] tokens;

        private Tokens(int[][] tokens) {
            this.tokens = tokens;
        }

        @Override
        public int count() {
            return tokens.length;
        }

        @Override
        public int length(int i) {
            return tokens[i].length;
        }

        /** Returns the token of sequence {@code i} at step {@code t}. */
        public int token(int i, int t) {
            return tokens[i][t];
        }
    }

    /** Sequences of vectors. */
    final class Vectors implements Sequences {
        private final List<Matrix> vectors;

        private Vectors(List<Matrix> vectors) {
            this.vectors = List.copyOf(vectors);
        }

        @Override
        public int count() {
            return vectors.size();
        }

        @Override
        public int length(int i) {
            return vectors.get(i).rows();
        }

        /** Returns sequence {@code i}, [length, features]. */
        public Matrix vectors(int i) {
            return vectors.get(i);
        }
    }
}
