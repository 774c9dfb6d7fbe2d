package dev.unroll.core.pass.readout;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Readout.Pooling;
import dev.unroll.core.pass.part.GradientPlace;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.NonFinite;
import dev.unroll.core.pass.part.PartRun;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;
import java.util.Optional;

/**
 * The mean over the steps of each sequence, each with its weight.
 *
 * <p>Rows are multiplied in any order, by any thread; what is summed over the steps of a sequence is summed by one thread,
 * the first step first.
 */
final class PoolingRun implements PartRun {

    private final PoolingWeights weights;
    private final Kernels kernels;
    private final Team team;
    private final Scratch[] scratch;
    private final boolean trains;
    private final GradientPlace place;
    private final Matrix weightGradient;
    private final Matrix biasGradient;
    /** [hiddenSize, 1], so that threads can share its rows. */
    private final Matrix queryGradient;

    private final int width;
    private final int hiddenSize;

    private Unrolling unrolling = new Unrolling();
    private Matrix steps = Pass.NONE;
    private Matrix features;
    private Matrix gradient = Pass.NONE;
    private Matrix stepGradient = Pass.NONE;
    /** By row: u = tanh(W h + b), and the gradients of what stands inside of tanh and of v · u. */
    private Matrix compared;

    private Matrix comparedGradient;
    private Matrix scoreGradient = Matrix.zeros(0, 1);

    /** By sequence and step, from {@code firsts[b]} on: v · u, then what α is; and the gradients of both. */
    private int[] firsts = {};

    private float[] shares = {};
    private float[] shareGradients = {};

    private final Team.Task compare = this::compare;
    private final Team.Task read = this::read;
    private final Team.Task spread = this::spread;
    private final Team.Task multiplyBack = this::multiplyBack;

    PoolingRun(PoolingWeights weights, Means means) {
        this.weights = weights;
        this.kernels = means.kernels();
        this.team = means.team();
        this.scratch = new Scratch[team.size()];
        Arrays.setAll(scratch, _ -> new Scratch());
        this.trains = means.trains();
        this.width = weights.link().given().width();
        this.hiddenSize = weights.query().columns();
        this.place = new GradientPlace(means, width);
        this.weightGradient = means.gradient(Pooling.weightName(weights.link().place()));
        this.biasGradient = means.gradient(Pooling.biasName(weights.link().place()));
        Matrix row = means.gradient(Pooling.queryName(weights.link().place()));
        this.queryGradient = trains ? Matrix.window(row.data(), row.offset(), hiddenSize, 1, 1) : Pass.NONE;
        this.features = Matrix.zeros(0, width);
        this.compared = Matrix.zeros(0, hiddenSize);
        this.comparedGradient = Matrix.zeros(0, hiddenSize);
    }

    @Override
    public void prepare(Batch batch) {
        ReadSteps.requireSome(batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        unrolling = pass.batch().unrolling();
        steps = given;
        fit();
        team.run(compare, work());
        team.run(read, (long) unrolling.rows() * width);
        return features;
    }

    private void fit() {
        if (features.rows() < unrolling.batch()) {
            features = Matrix.zeros(unrolling.batch(), width);
            firsts = new int[unrolling.batch()];
        }
        if (compared.rows() < unrolling.rows()) {
            compared = Matrix.zeros(unrolling.rows(), hiddenSize);
            shares = new float[unrolling.rows()];
        }
        int first = 0;
        for (int b = 0; b < unrolling.batch(); b++) {
            firsts[b] = first;
            first += unrolling.length(b);
        }
    }

    /** Returns about how many floats the product with the weight is worth: it does some ten multiply-adds in the time of one. */
    private long work() {
        return (long) unrolling.rows() * width * hiddenSize / 10;
    }

    /** Members share the rows. */
    private void compare(int member, int members) {
        int from = Team.from(member, members, unrolling.rows());
        int to = Team.from(member + 1, members, unrolling.rows());
        Matrix bias = weights.bias();
        Matrix query = weights.query();
        for (int row = from; row < to; row++) {
            System.arraycopy(bias.data(), bias.offset(), compared.data(), compared.at(row), hiddenSize);
        }
        kernels.addProduct(steps, from, weights.ahead(), compared, from, to - from, scratch[member]);
        for (int row = from; row < to; row++) {
            int at = compared.at(row);
            kernels.tanh(compared.data(), at, compared.data(), at, hiddenSize);
            shares[firsts[unrolling.sequence(row)] + unrolling.step(row)] =
                    kernels.dot(compared.data(), at, query.data(), query.offset(), hiddenSize);
        }
    }

    /** Members share the sequences. */
    private void read(int member, int members) {
        int to = Team.from(member + 1, members, unrolling.batch());
        for (int b = Team.from(member, members, unrolling.batch()); b < to; b++) {
            kernels.softmax(shares, firsts[b], shares, firsts[b], unrolling.length(b));
            int at = features.at(b);
            Arrays.fill(features.data(), at, at + width, 0);
            for (int row = unrolling.start(b), i = firsts[b]; row >= 0; row = unrolling.later(row), i++) {
                addScaled(shares[i], steps.data(), steps.at(row), features.data(), at);
            }
        }
    }

    /** z = z + s · x, a fused multiply-add a number. */
    private void addScaled(float s, float[] x, int xAt, float[] z, int zAt) {
        for (int j = 0; j < width; j++) {
            z[zAt + j] = Math.fma(s, x[xAt + j], z[zAt + j]);
        }
    }

    @Override
    public Matrix backward(Matrix ofFeatures, Pass pass) {
        gradient = ofFeatures;
        stepGradient = weights.passesOn() ? place.of(unrolling.rows()) : Pass.NONE;
        if (comparedGradient.rows() < unrolling.rows()) {
            comparedGradient = Matrix.zeros(unrolling.rows(), hiddenSize);
            scoreGradient = Matrix.zeros(unrolling.rows(), 1);
            shareGradients = new float[unrolling.rows()];
        }
        team.run(spread, (long) unrolling.rows() * (width + hiddenSize));
        team.run(multiplyBack, work());
        return stepGradient;
    }

    /** Members share the sequences. */
    private void spread(int member, int members) {
        int to = Team.from(member + 1, members, unrolling.batch());
        for (int b = Team.from(member, members, unrolling.batch()); b < to; b++) {
            int first = firsts[b];
            for (int row = unrolling.start(b), i = first; row >= 0; row = unrolling.later(row), i++) {
                shareGradients[i] = kernels.dot(gradient.data(), gradient.at(b), steps.data(), steps.at(row), width);
            }
            kernels.softmaxGradient(shares, first, shareGradients, first, shareGradients, first, unrolling.length(b));
            for (int row = unrolling.start(b), i = first; row >= 0; row = unrolling.later(row), i++) {
                spread(row, b, i);
            }
        }
    }

    private void spread(int row, int b, int i) {
        scoreGradient.set(row, 0, shareGradients[i]);
        Matrix query = weights.query();
        int at = comparedGradient.at(row);
        float[] inner = comparedGradient.data();
        kernels.multiplyScalar(query.data(), query.offset(), shareGradients[i], inner, at, hiddenSize);
        kernels.tanhGradient(compared.data(), compared.at(row), inner, at, inner, at, hiddenSize);
        if (weights.passesOn()) {
            kernels.multiplyScalar(
                    gradient.data(), gradient.at(b), shares[i], stepGradient.data(), stepGradient.at(row), width);
        }
    }

    /** Members share the rows of what each sum belongs to. */
    private void multiplyBack(int member, int members) {
        int rows = unrolling.rows();
        if (weights.passesOn()) {
            int from = Team.from(member, members, rows);
            int to = Team.from(member + 1, members, rows);
            kernels.addProduct(comparedGradient, from, weights.back(), stepGradient, from, to - from, scratch[member]);
        }
        if (trains) {
            int first = Team.from(member, members, hiddenSize);
            int end = Team.from(member + 1, members, hiddenSize);
            kernels.addTransposedProduct(
                    comparedGradient, 0, steps, 0, rows, weightGradient, first, end, scratch[member]);
            kernels.addColumnSums(comparedGradient, 0, rows, biasGradient.data(), biasGradient.offset(), first, end);
            kernels.addTransposedProduct(
                    compared, 0, scoreGradient, 0, rows, queryGradient, first, end, scratch[member]);
        }
    }

    @Override
    public boolean isFinite(Batch batch) {
        return Rows.areFinite(kernels, features, unrolling.batch());
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return NonFinite.named(weights.link(), features, batch, b).map(_ -> "the readout");
    }
}
