package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head.Linear;
import java.util.Arrays;
import java.util.Optional;

/** A linear layer at work: y = W x + b. */
final class LinearRun implements PartRun {

    private final LinearWeights weights;
    private final Kernels kernels;
    private final Team team;
    private final Scratch[] scratch;
    private final boolean trains;
    private final Matrix weightGradient;
    private final Matrix biasGradient;
    private Matrix features = Pass.NONE;
    private Matrix output;
    private Matrix outputGradient = Pass.NONE;
    private Matrix featureGradient;
    private int rows;

    private final Team.Task forward = this::forward;
    private final Team.Task backward = this::backward;

    LinearRun(LinearWeights weights, Means means) {
        this.weights = weights;
        this.kernels = means.kernels();
        this.team = means.team();
        this.scratch = new Scratch[team.size()];
        Arrays.setAll(scratch, _ -> new Scratch());
        this.output = Matrix.zeros(0, weights.ahead().columns());
        this.trains = means.trains();
        this.weightGradient = means.gradient(Linear.weightName(weights.link().place()));
        this.featureGradient =
                weights.passesOn() ? Matrix.zeros(0, weights.link().given().width()) : Pass.NONE;
        this.biasGradient = means.gradient(Linear.biasName(weights.link().place()));
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        features = given;
        rows = weights.link().given().kind().rows(pass.batch());
        if (output.rows() < rows) {
            output = Matrix.zeros(rows, output.columns());
        }
        team.run(forward, work());
        return output;
    }

    /** Returns about how many floats a product with the weight is worth: it does some ten multiply-adds in the time of one. */
    private long work() {
        return (long) rows * features.columns() * output.columns() / 10;
    }

    private void forward(int member, int members) {
        int from = Team.from(member, members, rows);
        int to = Team.from(member + 1, members, rows);
        kernels.product(weights.start(), features, from, weights.ahead(), output, from, to - from, scratch[member]);
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        outputGradient = gradient;
        if (weights.passesOn() && featureGradient.rows() < rows) {
            featureGradient = Matrix.zeros(rows, features.columns());
        }
        team.run(backward, work());
        return featureGradient;
    }

    private void backward(int member, int members) {
        int from = Team.from(member, members, rows);
        int to = Team.from(member + 1, members, rows);
        if (weights.passesOn()) {
            kernels.product(
                    weights.zeros(),
                    outputGradient,
                    from,
                    weights.back(),
                    featureGradient,
                    from,
                    to - from,
                    scratch[member]);
        }
        if (trains) {
            addGradients(member, members);
        }
    }

    private void addGradients(int member, int members) {
        int first = Team.from(member, members, weightGradient.rows());
        int end = Team.from(member + 1, members, weightGradient.rows());
        kernels.addTransposedProduct(outputGradient, 0, features, 0, rows, weightGradient, first, end, scratch[member]);
        kernels.addColumnSums(outputGradient, 0, rows, biasGradient.data(), biasGradient.offset(), first, end);
    }

    @Override
    public boolean isFinite(Batch batch) {
        return Rows.areFinite(kernels, output, rows);
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        Optional<String> found = NonFinite.named(weights.link(), output, batch, b);
        return weights.link().place().linears() == 0 ? found.map(_ -> "the head") : found;
    }
}
