package dev.unroll.core.loss;

import dev.unroll.core.kernel.Matrix;

/** What a loss compares predictions with: a class for each row, a value for each element, or labels for each sequence. */
public sealed interface Targets {

    /** Returns a target of one class a row: {@code labels[row]}; the array is used as it is and may be longer. */
    static Targets classes(int[] labels) {
        return new Classes(labels);
    }

    /** Returns a target of as many values a row as the prediction has; the matrix is used as it is. */
    static Targets values(Matrix values) {
        return new Values(values);
    }

    /**
     * Returns a target of labels for each sequence: those of sequence b are {@code labels[from[b] .. from[b + 1])}. The arrays are
     * used as they are and may be longer.
     */
    static Transcripts transcripts(int[] labels, int[] from, int sequences) {
        return new Transcripts(labels, from, sequences);
    }

    /** Returns the labels of sequences; {@code who} is what messages call the loss. */
    default Transcripts requireTranscripts(String who) {
        if (!(this instanceof Transcripts transcripts)) {
            throw new IllegalArgumentException(who + " needs labels for each sequence as target but has " + what());
        }
        return transcripts;
    }

    private String what() {
        return switch (this) {
            case Classes _ -> "one class a row";
            case Values _ -> "values";
            case Transcripts _ -> "labels for each sequence";
        };
    }

    /** Returns the classes for {@code rows} rows; {@code who} is what messages call the loss. */
    default int[] requireClasses(String who, int rows) {
        if (!(this instanceof Classes classes)) {
            throw new IllegalArgumentException(who + " needs one class a row as target but has " + what());
        }
        if (classes.labels.length < rows) {
            throw new IllegalArgumentException(
                    who + " needs targets for " + rows + " rows but has " + classes.labels.length);
        }
        return classes.labels;
    }

    /** Returns the values for {@code rows} rows of {@code columns}; {@code who} is what messages call the loss. */
    default Matrix requireValues(String who, int rows, int columns) {
        if (!(this instanceof Values values)) {
            throw new IllegalArgumentException(who + " needs values as target but has " + what());
        }
        Matrix matrix = values.matrix;
        if (matrix.rows() < rows || matrix.columns() != columns) {
            throw new IllegalArgumentException(
                    who + " needs targets [" + rows + ", " + columns + "] but has " + matrix);
        }
        return matrix;
    }

    /** Returns how far a prediction is from its value; 0 where that is not known. */
    static float difference(float prediction, float value) {
        return Float.isNaN(value) ? 0 : prediction - value;
    }

    /**
     * Returns how many of the values for {@code rows} rows of {@code columns} are known: one that is NaN counts for nothing.
     *
     * @param who what messages call the loss
     */
    default long knownValues(String who, int rows, int columns) {
        Matrix matrix = requireValues(who, rows, columns);
        long known = 0;
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                known += Float.isNaN(matrix.get(row, j)) ? 0 : 1;
            }
        }
        return known;
    }

    /** One class a row. */
    final class Classes implements Targets {

        private final int[] labels;

        private Classes(int[] labels) {
            this.labels = labels;
        }
    }

    /** As many values a row as the prediction has. */
    final class Values implements Targets {

        private final Matrix matrix;

        private Values(Matrix matrix) {
            this.matrix = matrix;
        }
    }

    /** Labels for each sequence. */
    final class Transcripts implements Targets {

        private final int[] labels;
        private final int[] from;
        private int count;

        private Transcripts(int[] labels, int[] from, int count) {
            this.labels = labels;
            this.from = from;
            this.count = count;
        }

        /** Is of so many sequences from now on, of the same arrays, whose contents have changed. */
        public void reuse(int sequences) {
            count = sequences;
        }

        /** Returns the number of sequences. */
        int count() {
            return count;
        }

        /** Returns the labels of all sequences, one after another. */
        int[] labels() {
            return labels;
        }

        /** Returns where the labels of a sequence begin. */
        int from(int sequence) {
            return from[sequence];
        }
    }
}
