package dev.unroll.core.train;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.TokenList;
import java.util.Arrays;
import java.util.List;

/** What a network shall answer: a class, values or a transcript for each sequence, or a class for each step. */
public sealed interface Labels {

    /** Returns for how many sequences there are labels. */
    int count();

    /** Returns one class for each sequence; the array is used as it is. */
    static Labels ofSequences(int[] classes) {
        return new OfSequences(classes);
    }

    /** Returns one class for each step of each sequence, {@code classes[i][t]}; the arrays are used as they are. */
    static Labels ofSteps(int[][] classes) {
        return ofSteps(Arrays.stream(classes).map(TokenList::of).toList());
    }

    /** Returns one class for each step of each sequence: list i is of sequence i. */
    static Labels ofSteps(List<TokenList> classes) {
        return new OfSteps(classes.toArray(TokenList[]::new));
    }

    /**
     * Returns labels for each sequence, of which nobody knows at which steps they are: list i is of sequence i, and of any
     * length that its steps have room for.
     */
    static Labels ofTranscripts(List<TokenList> labels) {
        return new OfTranscripts(labels.toArray(TokenList[]::new));
    }

    /** Returns values for each sequence, [count, outputs]; the matrix is used as it is. */
    static Labels ofValues(Matrix values) {
        return new OfValues(new OfValues.Kept(values));
    }

    /** Returns values for each sequence that are made whenever a batch takes them, and not kept. */
    static Labels ofValues(ValueSource source) {
        return new OfValues(source);
    }

    /** One class for each sequence. */
    final class OfSequences implements Labels {
        private final int[] classes;

        private OfSequences(int[] classes) {
            this.classes = classes;
        }

        @Override
        public int count() {
            return classes.length;
        }

        /** Returns the class of sequence {@code i}. */
        public int of(int i) {
            return classes[i];
        }
    }

    /** One class for each step of each sequence. */
    final class OfSteps implements Labels {
        private final TokenList[] classes;

        private OfSteps(TokenList[] classes) {
            this.classes = classes;
        }

        @Override
        public int count() {
            return classes.length;
        }

        /** Returns the number of classes given for sequence {@code i}. */
        public int length(int i) {
            return classes[i].length();
        }

        /** Returns the class of step {@code t} of sequence {@code i}. */
        public int of(int i, int t) {
            return classes[i].get(t);
        }
    }

    /** Values for each sequence. */
    final class OfValues implements Labels {
        private final ValueSource source;

        private OfValues(ValueSource source) {
            this.source = source;
        }

        @Override
        public int count() {
            return source.count();
        }

        /** Returns where the values of all sequences are. */
        public ValueSource source() {
            return source;
        }

        /**
         * Values that are in memory.
         *
         * @param all [count, outputs]
         */
        private record Kept(Matrix all) implements ValueSource {

            @Override
            public int count() {
                return all.rows();
            }

            @Override
            public int outputs() {
                return all.columns();
            }

            @Override
            public void write(int i, float[] into, int at) {
                System.arraycopy(all.data(), all.at(i), into, at, all.columns());
            }
        }
    }

    /** Labels for each sequence, at steps that nobody knows. */
    final class OfTranscripts implements Labels {
        private final TokenList[] labels;

        private OfTranscripts(TokenList[] labels) {
            this.labels = labels;
        }

        @Override
        public int count() {
            return labels.length;
        }

        /** Returns the labels of sequence {@code i}. */
        public TokenList of(int i) {
            return labels[i];
        }
    }
}
