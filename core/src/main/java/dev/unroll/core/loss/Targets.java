package dev.unroll.core.loss;

import dev.unroll.core.kernel.Matrix;

/** What a loss compares predictions with: a class for each row, or a value for each element. */
public sealed interface Targets {

    /** Returns a target of one class a row: {@code labels[row]}; the array is used as it is and may be longer. */
    static Targets classes(int[] labels) {
        return new Classes(labels);
    }

    /** Returns a target of as many values a row as the prediction has; the matrix is used as it is. */
    static Targets values(Matrix values) {
        return new Values(values);
    }

    /** Returns the classes for {@code rows} rows; {@code who} is what messages call the loss. */
    default int[] requireClasses(String who, int rows) {
        if (!(this instanceof Classes classes)) {
            throw new IllegalArgumentException(who + " needs one class a row as target but has values");
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
            throw new IllegalArgumentException(who + " needs values as target but has one class a row");
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
}
