package dev.unroll.core.network;

import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.Picks;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;

/** Takes from the last layer's outputs what goes on, and hands its gradient back. */
final class ReadoutRun {

    private final Readout readout;
    private final LayerPair layer;
    private final int width;
    private final Kernels kernels;
    private Matrix features = Matrix.zeros(0, 0);
    private Matrix gradient = Matrix.zeros(0, 0);
    private Matrix outputGradient = Matrix.zeros(0, 0);
    private int[][] sequences = new int[2][0];
    private int[] winners = {};

    ReadoutRun(Readout readout, LayerPair layer, int width, Kernels kernels) {
        this.readout = readout;
        this.layer = layer;
        this.width = width;
        this.kernels = kernels;
    }

    /** Tells the last layer which rows are wanted; before its forward pass. */
    void pick(Batch batch) {
        Unrolling unrolling = batch.unrolling();
        if (!(readout instanceof Readout.EveryStep)) {
            requireSteps(batch);
        }
        for (int d = 0; d < layer.directions(); d++) {
            Picks picks = layer.picks(d);
            boolean last = readout instanceof Readout.LastStep || readout instanceof Readout.LastPosition;
            if (!last) {
                picks.all();
                continue;
            }
            boolean first = readout instanceof Readout.LastStep && layer.direction(d) == Direction.BACKWARD;
            pickEnds(unrolling, picks, d, first);
        }
    }

    private void requireSteps(Batch batch) {
        for (int b = 0; b < batch.size(); b++) {
            int length = batch.unrolling().length(b);
            if (length == 0) {
                throw new IllegalArgumentException("sequence " + batch.example(b)
                        + " has no steps, so nothing can be read out of it; leave it out or give it a token");
            }
            if (readout instanceof Readout.Flatten(int steps) && length != steps) {
                throw new IllegalArgumentException("sequence " + batch.example(b) + " has " + length
                        + " steps but all steps are flattened, so each must have " + steps);
            }
        }
    }

    private void pickEnds(Unrolling unrolling, Picks picks, int d, boolean first) {
        if (sequences[d].length < unrolling.batch()) {
            sequences[d] = new int[unrolling.batch()];
        }
        picks.none();
        int count = 0;
        for (int row = 0; row < unrolling.rows(); row++) {
            if ((first ? unrolling.earlier(row) : unrolling.later(row)) < 0) {
                picks.add(row);
                sequences[d][count++] = unrolling.sequence(row);
            }
        }
    }

    /** Returns the number of rows read out. */
    int rows(Batch batch) {
        return readout instanceof Readout.EveryStep ? batch.unrolling().rows() : batch.size();
    }

    /** Returns what is read out, [rows, readout width]. */
    Matrix forward(Batch batch) {
        Unrolling unrolling = batch.unrolling();
        if (readout instanceof Readout.EveryStep) {
            return layer.output(unrolling.rows());
        }
        if (features.rows() < batch.size()) {
            features = Matrix.zeros(batch.size(), readout.width(width));
        }
        switch (readout) {
            case Readout.LastStep _, Readout.LastPosition _ -> takeEnds(batch.size());
            case Readout.Flatten _ -> flatten(unrolling, layer.output(unrolling.rows()));
            case Readout.Mean _ -> mean(unrolling, layer.output(unrolling.rows()));
            case Readout.Max _ -> max(unrolling, layer.output(unrolling.rows()));
            case Readout.EveryStep _ -> {}
        }
        return features;
    }

    private void takeEnds(int count) {
        int part = width / layer.directions();
        for (int d = 0; d < layer.directions(); d++) {
            for (int i = 0; i < count; i++) {
                Rows.copyRow(layer.run(d).output(), i, 0, features, sequences[d][i], d * part, part);
            }
        }
    }

    private void flatten(Unrolling unrolling, Matrix outputs) {
        for (int row = 0; row < unrolling.rows(); row++) {
            Rows.copyRow(outputs, row, 0, features, unrolling.sequence(row), unrolling.step(row) * width, width);
        }
    }

    private void mean(Unrolling unrolling, Matrix outputs) {
        float[] sums = features.data();
        Arrays.fill(sums, 0, unrolling.batch() * width, 0);
        for (int row = 0; row < unrolling.rows(); row++) {
            int at = features.at(unrolling.sequence(row));
            kernels.add(sums, at, outputs.data(), outputs.at(row), sums, at, width);
        }
        for (int b = 0; b < unrolling.batch(); b++) {
            int at = features.at(b);
            kernels.multiplyScalar(sums, at, 1f / unrolling.length(b), sums, at, width);
        }
    }

    private void max(Unrolling unrolling, Matrix outputs) {
        if (winners.length < unrolling.batch() * width) {
            winners = new int[unrolling.batch() * width];
        }
        for (int row = unrolling.rows() - 1; row >= 0; row--) {
            int b = unrolling.sequence(row);
            boolean first = unrolling.earlier(row) < 0;
            for (int j = 0; j < width; j++) {
                float value = outputs.get(row, j);
                // Not "value > best": a NaN must win, and stay.
                if (first || (!(value <= features.get(b, j)) && !Float.isNaN(features.get(b, j)))) {
                    features.set(b, j, value);
                    winners[b * width + j] = row;
                }
            }
        }
    }

    /** Returns a place for the gradient of what was read out, [rows, readout width]. */
    Matrix gradient(Batch batch) {
        int rows = rows(batch);
        if (gradient.rows() < rows) {
            gradient = Matrix.zeros(rows, readout.width(width));
        }
        return gradient;
    }

    /** Hands the gradient of what was read out to the last layer. */
    void backward(Batch batch, Matrix gradient) {
        Unrolling unrolling = batch.unrolling();
        switch (readout) {
            case Readout.EveryStep _ -> layer.outputGradient(gradient, unrolling.rows());
            case Readout.LastStep _, Readout.LastPosition _ -> giveEnds(gradient, batch.size());
            case Readout.Flatten _ -> {
                clear(unrolling);
                for (int row = 0; row < unrolling.rows(); row++) {
                    int column = unrolling.step(row) * width;
                    Rows.copyRow(gradient, unrolling.sequence(row), column, outputGradient, row, 0, width);
                }
                layer.outputGradient(outputGradient, unrolling.rows());
            }
            case Readout.Mean _ -> {
                clear(unrolling);
                for (int row = 0; row < unrolling.rows(); row++) {
                    int b = unrolling.sequence(row);
                    float share = 1f / unrolling.length(b);
                    kernels.multiplyScalar(
                            gradient.data(),
                            gradient.at(b),
                            share,
                            outputGradient.data(),
                            outputGradient.at(row),
                            width);
                }
                layer.outputGradient(outputGradient, unrolling.rows());
            }
            case Readout.Max _ -> {
                clear(unrolling);
                for (int i = 0; i < unrolling.batch() * width; i++) {
                    outputGradient.set(winners[i], i % width, gradient.get(i / width, i % width));
                }
                layer.outputGradient(outputGradient, unrolling.rows());
            }
        }
    }

    private void giveEnds(Matrix gradient, int count) {
        int part = width / layer.directions();
        for (int d = 0; d < layer.directions(); d++) {
            for (int i = 0; i < count; i++) {
                Rows.copyRow(gradient, sequences[d][i], d * part, layer.run(d).outputGradient(), i, 0, part);
            }
        }
    }

    private void clear(Unrolling unrolling) {
        if (outputGradient.rows() < unrolling.rows()) {
            outputGradient = Matrix.zeros(unrolling.rows(), width);
        }
        Arrays.fill(outputGradient.data(), 0, unrolling.rows() * width, 0);
    }
}
