package dev.unroll.core.train;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.SequenceLoss;
import dev.unroll.core.loss.Targets;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkRun;

/**
 * Lays the labels of a batch out in the order of the network's output rows, and names the sample whose label cannot be.
 * Reused from batch to batch.
 */
final class TargetRows {

    private final Loss loss;
    private final int outputs;
    private int[] classes = {};
    private int[] from = {};
    private Matrix values = Matrix.zeros(0, 0);
    private Targets targets = Targets.classes(classes);

    /** Makes targets for {@code loss} on rows of {@code outputs} columns. */
    TargetRows(Loss loss, int outputs) {
        this.loss = loss;
        this.outputs = outputs;
    }

    /** Returns the targets of a batch: a row for each of the run's output rows, or labels for each sequence. */
    Targets of(Labels labels, Batch batch, NetworkRun run) {
        int rows = run.outputRows(batch);
        switch (labels) {
            case Labels.OfTranscripts given -> collect(given, batch, run);
            case Labels.OfSequences given -> {
                requireRows(batch.size(), rows, "one class a sequence");
                fit(rows);
                for (int row = 0; row < rows; row++) {
                    int example = batch.example(row);
                    classes[row] = given.of(example);
                    if (isNoClass(classes[row])) {
                        throw noClass("sample " + example, classes[row]);
                    }
                }
            }
            case Labels.OfSteps given -> {
                requireRows(batch.unrolling().rows(), rows, "one class a step");
                fit(rows);
                for (int row = 0; row < rows; row++) {
                    int example = batch.example(batch.unrolling().sequence(row));
                    int step = batch.step(row);
                    classes[row] = given.of(example, step);
                    if (isNoClass(classes[row])) {
                        throw noClass("sample " + example + ", step " + step, classes[row]);
                    }
                }
            }
            case Labels.OfValues given -> {
                requireRows(batch.size(), rows, "values for each sequence");
                copy(given.source(), batch, rows);
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

    private boolean isNoClass(int label) {
        return loss.answers() == Loss.Answers.CLASSES && !loss.ignores(label) && (label < 0 || label >= outputs);
    }

    private IllegalArgumentException noClass(String where, int label) {
        return new IllegalArgumentException(where + " has label " + label + " but the network puts out " + outputs
                + " classes: a label must be in 0 .. " + (outputs - 1));
    }

    private void fit(int rows) {
        if (classes.length < rows || !(targets instanceof Targets.Classes)) {
            classes = new int[rows];
            targets = Targets.classes(classes);
        }
    }

    private void copy(ValueSource source, Batch batch, int rows) {
        int columns = source.outputs();
        if (values.rows() < rows || values.columns() != columns || !(targets instanceof Targets.Values)) {
            values = Matrix.zeros(rows, columns);
            targets = Targets.values(values);
        }
        for (int row = 0; row < rows; row++) {
            int example = batch.example(row);
            source.write(example, values.data(), values.at(row));
            for (int j = 0; j < columns; j++) {
                float value = values.get(row, j);
                if (!Float.isFinite(value) && !(Float.isNaN(value) && source.mayBeMissing())) {
                    throw new IllegalArgumentException(
                            "value " + j + " of the label of sample " + example + " must be finite but is " + value);
                }
            }
        }
    }

    private void collect(Labels.OfTranscripts given, Batch batch, NetworkRun run) {
        if (!(loss instanceof SequenceLoss whole)) {
            throw new IllegalArgumentException("the labels are transcripts, of which nobody knows at which steps they"
                    + " are, but the loss " + loss.name() + " judges single rows; use ctc");
        }
        int total = 0;
        for (int b = 0; b < batch.size(); b++) {
            total += given.of(batch.example(b)).length();
        }
        if (classes.length < total || from.length < batch.size() + 1 || !(targets instanceof Targets.Transcripts)) {
            classes = new int[Math.max(total, classes.length)];
            from = new int[Math.max(batch.size() + 1, from.length)];
            targets = Targets.transcripts(classes, from, batch.size());
        }
        int at = 0;
        for (int b = 0; b < batch.size(); b++) {
            TokenList labels = given.of(batch.example(b));
            from[b] = at;
            for (int i = 0; i < labels.length(); i++) {
                classes[at++] = labels.get(i);
            }
            from[b + 1] = at;
            requireFit(whole, batch.example(b), b, run.outputSteps(batch, b));
        }
        targets.requireTranscripts(loss.name()).reuse(batch.size());
    }

    private void requireFit(SequenceLoss whole, int example, int b, int steps) {
        for (int i = from[b]; i < from[b + 1]; i++) {
            if (!whole.knows(classes[i], outputs)) {
                throw new IllegalArgumentException(
                        "sample " + example + " has label " + classes[i] + " but the network puts out " + outputs
                                + " columns, one of them for no label: a label must be one of the others");
            }
        }
        int required = whole.requiredSteps(classes, from[b], from[b + 1]);
        if (required > steps) {
            throw new IllegalArgumentException("sample " + example + " has " + (from[b + 1] - from[b])
                    + " labels, which need at least " + required + " steps, but the network answers at " + steps
                    + ": leave it out, or reduce the time less");
        }
    }
}
