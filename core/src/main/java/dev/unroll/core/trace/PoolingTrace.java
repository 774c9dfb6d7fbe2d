package dev.unroll.core.trace;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Place;
import dev.unroll.core.network.Readout.Pooling;

/** What attention reads out of the steps of one sequence, [1, width]: Σₜ αₜ hₜ, each sum one chain. */
final class PoolingTrace implements PartTrace {

    private final Kernels kernels = Kernels.scalar();
    private final Matrix weight;
    private final Matrix query;
    private final Matrix given;
    /** u = tanh(W h + b), [T, hiddenSize]. */
    private final Matrix compared;
    /** α, [1, T]. */
    private final Matrix shares;

    private final Matrix output;

    PoolingTrace(Place place, Parameters parameters, Matrix given) {
        this.weight = parameters.of(Pooling.weightName(place));
        this.query = parameters.of(Pooling.queryName(place));
        this.given = given;
        this.compared = Matrix.zeros(given.rows(), weight.rows());
        this.shares = Matrix.zeros(1, given.rows());
        this.output = Matrix.zeros(1, given.columns());
        compare(parameters.of(Pooling.biasName(place)));
        kernels.softmax(shares.data(), 0, shares.data(), 0, given.rows());
        for (int t = 0; t < given.rows(); t++) {
            for (int j = 0; j < given.columns(); j++) {
                output.set(0, j, Math.fma(shares.get(0, t), given.get(t, j), output.get(0, j)));
            }
        }
    }

    private void compare(Matrix bias) {
        int size = weight.rows();
        for (int t = 0; t < given.rows(); t++) {
            for (int i = 0; i < size; i++) {
                float sum = bias.get(0, i);
                for (int k = 0; k < weight.columns(); k++) {
                    sum = Math.fma(given.get(t, k), weight.get(i, k), sum);
                }
                compared.set(t, i, sum);
            }
            int at = compared.at(t);
            kernels.tanh(compared.data(), at, compared.data(), at, size);
            shares.set(0, t, kernels.dot(compared.data(), at, query.data(), query.offset(), size));
        }
    }

    @Override
    public Matrix output() {
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        int steps = given.rows();
        float[] ofShares = new float[steps];
        for (int t = 0; t < steps; t++) {
            ofShares[t] = kernels.dot(gradient.data(), gradient.at(0), given.data(), given.at(t), given.columns());
        }
        kernels.softmaxGradient(shares.data(), 0, ofShares, 0, ofShares, 0, steps);
        Matrix result = Matrix.zeros(steps, given.columns());
        for (int t = 0; t < steps; t++) {
            for (int j = 0; j < given.columns(); j++) {
                float sum = gradient.get(0, j) * shares.get(0, t);
                for (int i = 0; i < weight.rows(); i++) {
                    float u = compared.get(t, i);
                    float inner = query.get(0, i) * ofShares[t] * (1 - u * u);
                    sum = Math.fma(inner, weight.get(i, j), sum);
                }
                result.set(t, j, sum);
            }
        }
        return result;
    }
}
