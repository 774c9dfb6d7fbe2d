package dev.unroll.core.network;

import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.Picks;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import java.util.Arrays;

/** Takes from the last layer's outputs what goes on, and hands its gradient back. */
public final class ReadoutRun {

    private final Readout readout;
    private final LayerPair layer;
    private final int width;
    private final Kernels kernels;
    private final Team team;
    private Matrix features = Matrix.zeros(0, 0);
    private Matrix gradient = Matrix.zeros(0, 0);
    private int[][] sequences = new int[2][0];
    private int[] winners = {};
    private Unrolling unrolling = new Unrolling();
    private Matrix outputs = Matrix.zeros(0, 0);
    private Matrix featureGradient = Matrix.zeros(0, 0);
    private Matrix outputGradient = Matrix.zeros(0, 0);

    private final Team.Task read = this::read;
    private final Team.Task spread = this::spread;

    ReadoutRun(Readout readout, LayerPair layer, int width, Kernels kernels, Team team) {
        this.readout = readout;
        this.layer = layer;
        this.width = width;
        this.kernels = kernels;
        this.team = team;
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
        this.unrolling = unrolling;
        switch (readout) {
            case Readout.LastStep _, Readout.LastPosition _ -> takeEnds(batch.size());
            case Readout.Flatten _, Readout.Mean _, Readout.Max _ -> {
                outputs = layer.output(unrolling.rows());
                if (winners.length < unrolling.batch() * width) {
                    winners = new int[unrolling.batch() * width];
                }
                team.run(read, (long) unrolling.rows() * width);
            }
            case Readout.EveryStep _ -> {}
        }
        return features;
    }

    private void read(int member, int members) {
        switch (readout) {
            case Readout.Flatten _ ->
                flatten(Team.from(member, members, unrolling.rows()), Team.from(member + 1, members, unrolling.rows()));
            case Readout.Mean _ -> mean(Team.from(member, members, width), Team.from(member + 1, members, width));
            case Readout.Max _ -> max(Team.from(member, members, width), Team.from(member + 1, members, width));
            case Readout.LastStep _, Readout.LastPosition _, Readout.EveryStep _ -> {}
        }
    }

    private void takeEnds(int count) {
        int part = width / layer.directions();
        for (int d = 0; d < layer.directions(); d++) {
            for (int i = 0; i < count; i++) {
                Rows.copyRow(layer.run(d).output(), i, 0, features, sequences[d][i], d * part, part);
            }
        }
    }

    private void flatten(int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            Rows.copyRow(outputs, row, 0, features, unrolling.sequence(row), unrolling.step(row) * width, width);
        }
    }

    private void mean(int from, int to) {
        float[] sums = features.data();
        for (int b = 0; b < unrolling.batch(); b++) {
            Arrays.fill(sums, features.at(b) + from, features.at(b) + to, 0);
        }
        for (int row = 0; row < unrolling.rows(); row++) {
            int at = features.at(unrolling.sequence(row)) + from;
            kernels.add(sums, at, outputs.data(), outputs.at(row) + from, sums, at, to - from);
        }
        for (int b = 0; b < unrolling.batch(); b++) {
            int at = features.at(b) + from;
            kernels.multiplyScalar(sums, at, 1f / unrolling.length(b), sums, at, to - from);
        }
    }

    private void max(int from, int to) {
        float[] best = features.data();
        for (int row = unrolling.rows() - 1; row >= 0; row--) {
            int b = unrolling.sequence(row);
            boolean first = unrolling.earlier(row) < 0;
            int at = features.at(b);
            int source = outputs.at(row);
            for (int j = from; j < to; j++) {
                float value = outputs.data()[source + j];
                // Not "value > best": a NaN must win, and stay.
                if (first || (!(value <= best[at + j]) && !Float.isNaN(best[at + j]))) {
                    best[at + j] = value;
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
            case Readout.Flatten _, Readout.Mean _, Readout.Max _ -> {
                featureGradient = gradient;
                outputGradient = layer.outputGradientPlace(unrolling.rows());
                team.run(spread, (long) unrolling.rows() * width);
                layer.outputGradient(outputGradient, unrolling.rows());
            }
        }
    }

    private void spread(int member, int members) {
        int from = Team.from(member, members, unrolling.rows());
        int to = Team.from(member + 1, members, unrolling.rows());
        switch (readout) {
            case Readout.Flatten _ -> {
                for (int row = from; row < to; row++) {
                    int column = unrolling.step(row) * width;
                    Rows.copyRow(featureGradient, unrolling.sequence(row), column, outputGradient, row, 0, width);
                }
            }
            case Readout.Mean _ -> {
                for (int row = from; row < to; row++) {
                    int b = unrolling.sequence(row);
                    float share = 1f / unrolling.length(b);
                    float[] source = featureGradient.data();
                    int at = featureGradient.at(b);
                    kernels.multiplyScalar(source, at, share, outputGradient.data(), outputGradient.at(row), width);
                }
            }
            case Readout.Max _ -> spreadMax(from, to);
            case Readout.LastStep _, Readout.LastPosition _, Readout.EveryStep _ -> {}
        }
    }

    private void spreadMax(int from, int to) {
        Arrays.fill(outputGradient.data(), outputGradient.at(from), outputGradient.at(to), 0);
        for (int i = 0; i < unrolling.batch() * width; i++) {
            if (winners[i] >= from && winners[i] < to) {
                outputGradient.set(winners[i], i % width, featureGradient.get(i / width, i % width));
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
}
