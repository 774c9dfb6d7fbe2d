package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.Place;

/** A linear layer: y = W x + b, each sum one chain. */
final class LinearTrace implements PartTrace {

    private final Matrix weight;
    private final Matrix output;

    LinearTrace(Place place, Parameters parameters, Matrix given) {
        this.weight = parameters.of(Linear.weightName(place));
        Matrix bias = parameters.of(Linear.biasName(place));
        this.output = Matrix.zeros(given.rows(), weight.rows());
        for (int row = 0; row < given.rows(); row++) {
            for (int j = 0; j < weight.rows(); j++) {
                float sum = bias.get(0, j);
                for (int k = 0; k < weight.columns(); k++) {
                    sum = Math.fma(given.get(row, k), weight.get(j, k), sum);
                }
                output.set(row, j, sum);
            }
        }
    }

    @Override
    public Matrix output() {
        return output;
    }

    @Override
    public Matrix backward(Matrix ofOutput) {
        Matrix gradient = Matrix.zeros(ofOutput.rows(), weight.columns());
        for (int row = 0; row < gradient.rows(); row++) {
            for (int k = 0; k < weight.columns(); k++) {
                float sum = 0;
                for (int j = 0; j < weight.rows(); j++) {
                    sum = Math.fma(ofOutput.get(row, j), weight.get(j, k), sum);
                }
                gradient.set(row, k, sum);
            }
        }
        return gradient;
    }
}
