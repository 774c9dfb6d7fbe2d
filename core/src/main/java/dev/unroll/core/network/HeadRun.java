package dev.unroll.core.network;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import java.util.Arrays;

/** Runs the head: y = W f + b, or y = f where there is none. */
final class HeadRun {

    private final NetworkWeights weights;
    private final Kernels kernels;
    private final Team team;
    private final boolean linear;
    private final Scratch[] scratch;
    private final Matrix bias;
    private final Matrix weightGradient;
    private final Matrix biasGradient;
    private Matrix features = Matrix.zeros(0, 0);
    private Matrix output = Matrix.zeros(0, 0);
    private Matrix outputGradient = Matrix.zeros(0, 0);
    private Matrix featureGradient = Matrix.zeros(0, 0);
    private int rows;

    private final Team.Task forward = this::forward;
    private final Team.Task backward = this::backward;

    HeadRun(NetworkWeights weights, float[] gradients, Kernels kernels, Team team) {
        this.weights = weights;
        this.kernels = kernels;
        this.team = team;
        this.linear = weights.spec().head() instanceof Head.Linear;
        this.scratch = new Scratch[team.size()];
        Arrays.setAll(scratch, _ -> new Scratch());
        Matrix nothing = Matrix.zeros(0, 0);
        boolean collects = linear && gradients.length > 0;
        this.bias = linear ? weights.layout().window(ParameterLayout.HEAD_BIAS).on(weights.values()) : nothing;
        this.weightGradient =
                collects ? weights.layout().window(ParameterLayout.HEAD_WEIGHT).on(gradients) : nothing;
        this.biasGradient =
                collects ? weights.layout().window(ParameterLayout.HEAD_BIAS).on(gradients) : nothing;
    }

    void forward(Matrix features, int rows) {
        this.features = features;
        this.rows = rows;
        if (!linear) {
            output = features;
            return;
        }
        if (output.rows() < rows) {
            output = Matrix.zeros(rows, bias.columns());
        }
        team.run(forward, work());
    }

    /** Returns about how many floats a product with the weight is worth: it does some ten multiply-adds in the time of one. */
    private long work() {
        return (long) rows * features.columns() * bias.columns() / 10;
    }

    private void forward(int member, int members) {
        int from = Team.from(member, members, rows);
        int to = Team.from(member + 1, members, rows);
        for (int row = from; row < to; row++) {
            System.arraycopy(bias.data(), bias.offset(), output.data(), output.at(row), bias.columns());
        }
        kernels.addProduct(features, from, weights.headForward(), output, from, to - from, scratch[member]);
    }

    Matrix output() {
        return output;
    }

    Matrix outputGradient(int rows) {
        if (outputGradient.rows() < rows) {
            outputGradient = Matrix.zeros(rows, weights.spec().outputSize());
        }
        return outputGradient;
    }

    /** Adds the head's gradients and writes that of the features. */
    void backward(Matrix featureGradient, int rows) {
        if (!linear) {
            Rows.copy(outputGradient, 0, featureGradient, 0, rows, featureGradient.columns());
            return;
        }
        this.featureGradient = featureGradient;
        team.run(backward, work());
    }

    private void backward(int member, int members) {
        int from = Team.from(member, members, rows);
        int to = Team.from(member + 1, members, rows);
        int width = featureGradient.columns();
        Arrays.fill(featureGradient.data(), from * width, to * width, 0);
        kernels.addProduct(
                outputGradient, from, weights.headBackward(), featureGradient, from, to - from, scratch[member]);
        int first = Team.from(member, members, weightGradient.rows());
        int end = Team.from(member + 1, members, weightGradient.rows());
        kernels.addTransposedProduct(outputGradient, 0, features, 0, rows, weightGradient, first, end, scratch[member]);
        kernels.addColumnSums(outputGradient, 0, rows, biasGradient.data(), biasGradient.offset(), first, end);
    }
}
