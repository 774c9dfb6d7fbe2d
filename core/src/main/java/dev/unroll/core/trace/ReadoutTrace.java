package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.ReadoutRun;

/** The readout of one sequence, the slow, obvious version of {@link ReadoutRun}. */
final class ReadoutTrace {

    private final NetworkSpec spec;
    private final Matrix outputs;
    private final int steps;
    private final int width;

    /** Reads out of the last layer's outputs, [T, width]. */
    ReadoutTrace(NetworkSpec spec, Matrix outputs) {
        this.spec = spec;
        this.outputs = outputs;
        this.steps = outputs.rows();
        this.width = outputs.columns();
        if (steps == 0) {
            throw new IllegalArgumentException("the sequence must have at least one step but has none");
        }
        if (spec.readout() instanceof Readout.Flatten(int expected) && expected != steps) {
            throw new IllegalArgumentException(
                    "the sequence must have " + expected + " steps, which are flattened, but has " + steps);
        }
    }

    /** Returns what is read out, [1, features], or [T, width] if every step is. */
    Matrix features() {
        return spec.readout() instanceof Readout.EveryStep ? outputs : features(steps);
    }

    /** Returns what is read out of the first {@code read} steps, [1, features]; of one answer a sequence. */
    Matrix features(int read) {
        Matrix features = Matrix.zeros(1, spec.featureSize());
        for (int j = 0; j < spec.featureSize(); j++) {
            features.set(0, j, feature(j, read));
        }
        return features;
    }

    private float feature(int j, int read) {
        return switch (spec.readout()) {
            case Readout.LastStep _, Readout.LastPosition _ -> outputs.get(end(j, read), j);
            case Readout.Flatten _ -> outputs.get(j / width, j % width);
            case Readout.Mean _ -> {
                // The last step first, as the engine adds them: addition is not associative.
                float sum = 0;
                for (int t = read - 1; t >= 0; t--) {
                    sum += outputs.get(t, j);
                }
                yield sum * (1f / read);
            }
            case Readout.Max _ -> outputs.get(winner(j, read), j);
            case Readout.EveryStep _ -> throw new IllegalStateException("every step is read out whole");
        };
    }

    /** Returns the step that column j is read at: of a backward direction's last step, the first of the sequence. */
    private int end(int j, int read) {
        Layer last = spec.layers().getLast();
        boolean backward =
                last.reading() == Layer.Reading.BACKWARD || j >= last.cell().outputSize();
        return spec.readout() instanceof Readout.LastStep && backward ? 0 : read - 1;
    }

    /** Returns the earliest step at which column j is largest, or the first NaN. */
    private int winner(int j, int read) {
        int best = 0;
        for (int t = 1; t < read; t++) {
            float value = outputs.get(t, j);
            if (!(value <= outputs.get(best, j)) && !Float.isNaN(outputs.get(best, j))) {
                best = t;
            }
        }
        return best;
    }

    /** Returns the derivatives by the outputs, [T, width], from those by the features. */
    Matrix backward(Matrix gradient) {
        Matrix result = Matrix.zeros(steps, width);
        for (int row = 0; row < gradient.rows(); row++) {
            for (int j = 0; j < gradient.columns(); j++) {
                float amount = gradient.get(row, j);
                switch (spec.readout()) {
                    case Readout.EveryStep _ -> result.set(row, j, amount);
                    case Readout.LastStep _, Readout.LastPosition _ -> result.set(end(j, steps), j, amount);
                    case Readout.Flatten _ -> result.set(j / width, j % width, amount);
                    case Readout.Max _ -> result.set(winner(j, steps), j, amount);
                    case Readout.Mean _ -> {
                        for (int t = 0; t < steps; t++) {
                            result.set(t, j, amount * (1f / steps));
                        }
                    }
                }
            }
        }
        return result;
    }
}
