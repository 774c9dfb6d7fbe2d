package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Readout;

/** What is read out of the steps of one sequence, [1, features]. */
final class ReadoutTrace implements PartTrace {

    private final Readout readout;
    private final Matrix given;
    private final int steps;
    private final int width;
    private final Matrix output;

    ReadoutTrace(Readout readout, Matrix given) {
        this.readout = readout;
        this.given = given;
        this.steps = given.rows();
        this.width = given.columns();
        if (readout instanceof Readout.Flatten(int expected) && expected != steps) {
            throw new IllegalArgumentException(
                    "the sequence must have " + expected + " steps, which are flattened, but has " + steps);
        }
        this.output = Matrix.zeros(1, readout instanceof Readout.Flatten ? steps * width : width);
        for (int j = 0; j < output.columns(); j++) {
            output.set(0, j, feature(j));
        }
    }

    private float feature(int j) {
        return switch (readout) {
            case Readout.LastStep _, Readout.LastPosition _ -> given.get(steps - 1, j);
            case Readout.Flatten _ -> given.get(j / width, j % width);
            case Readout.Mean _ -> {
                // The last step first, as the engine adds them: addition is not associative.
                float sum = 0;
                for (int t = steps - 1; t >= 0; t--) {
                    sum += given.get(t, j);
                }
                yield sum * (1f / steps);
            }
            case Readout.Max _ -> given.get(winner(j), j);
            case Readout.Pooling _ -> throw new IllegalArgumentException("attention has a trace of its own");
            case Readout.EveryStep _ -> throw new IllegalArgumentException("a network leaves out what changes nothing");
        };
    }

    /** Returns the earliest step at which column j is largest, or the first NaN. */
    private int winner(int j) {
        int best = 0;
        for (int t = 1; t < steps; t++) {
            float value = given.get(t, j);
            if (!(value <= given.get(best, j)) && !Float.isNaN(given.get(best, j))) {
                best = t;
            }
        }
        return best;
    }

    @Override
    public Matrix output() {
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        Matrix result = Matrix.zeros(steps, width);
        for (int j = 0; j < gradient.columns(); j++) {
            float amount = gradient.get(0, j);
            switch (readout) {
                case Readout.LastStep _, Readout.LastPosition _ -> result.set(steps - 1, j, amount);
                case Readout.Flatten _ -> result.set(j / width, j % width, amount);
                case Readout.Max _ -> result.set(winner(j), j, amount);
                case Readout.Mean _ -> {
                    for (int t = 0; t < steps; t++) {
                        result.set(t, j, amount * (1f / steps));
                    }
                }
                case Readout.Pooling _, Readout.EveryStep _ ->
                    throw new IllegalStateException("attention and every step are not read out here");
            }
        }
        return result;
    }
}
