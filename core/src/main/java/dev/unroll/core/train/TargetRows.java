package dev.unroll.core.train;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Targets;

/** Lays the labels of a batch out in the order of the network's output rows. Reused from batch to batch. */
final class TargetRows {

    private int[] classes = {};
    private Matrix values = Matrix.zeros(0, 0);
    private Targets targets = Targets.classes(classes);

    /** Returns the targets of a batch, a row for each of the network's output rows. */
    Targets of(Labels labels, Batch batch, int rows) {
        switch (labels) {
            case Labels.OfSequences given -> {
                requireRows(batch.size(), rows, "one class a sequence");
                fit(rows);
                for (int row = 0; row < rows; row++) {
                    classes[row] = given.of(batch.example(row));
                }
            }
            case Labels.OfSteps given -> {
                requireRows(batch.unrolling().rows(), rows, "one class a step");
                fit(rows);
                for (int row = 0; row < rows; row++) {
                    int example = batch.example(batch.unrolling().sequence(row));
                    classes[row] = given.of(example, batch.unrolling().step(row));
                }
            }
            case Labels.OfValues given -> {
                requireRows(batch.size(), rows, "values for each sequence");
                copy(given.values(), batch, rows);
            }
        }
        return targets;
    }

    private static void requireRows(int expected, int rows, String what) {
        if (rows != expected) {
            throw new IllegalArgumentException("the labels are " + what + ", " + expected
                    + " in this batch, but the network puts out " + rows + " rows; choose a readout that fits");
        }
    }

    private void fit(int rows) {
        if (classes.length < rows || !(targets instanceof Targets.Classes)) {
            classes = new int[rows];
            targets = Targets.classes(classes);
        }
    }

    private void copy(Matrix source, Batch batch, int rows) {
        if (values.rows() < rows || !(targets instanceof Targets.Values)) {
            values = Matrix.zeros(rows, source.columns());
            targets = Targets.values(values);
        }
        for (int row = 0; row < rows; row++) {
            int from = source.at(batch.example(row));
            System.arraycopy(source.data(), from, values.data(), values.at(row), source.columns());
        }
    }
}
