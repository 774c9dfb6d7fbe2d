package dev.unroll.core.pass.attention;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Attention;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.Pass;
import java.util.Arrays;

/** A layer that reads what attention made of its output at the step before: input feeding. Luong et al. 2015. */
final class FedRun extends AttentiveRun {

    private final Combine combine;
    private final int width;
    private final int column;
    /** What is fed before the first step, [batch, width]; after the pass, what would be fed next. */
    private Matrix fed;

    private Matrix ofFed;
    private Matrix ofOutput = Pass.NONE;

    FedRun(AttentiveWeights weights, ScoreWeights.Product product, Means means) {
        super(weights, means);
        this.combine = new Combine(product, Attention.combineName(weights.link().place()), means);
        this.width = weights.attention().layer().outputSize();
        this.column =
                weights.link().place().states() + weights.attention().layer().stateSize();
        this.fed = Matrix.zeros(0, width);
        this.ofFed = fed;
    }

    @Override
    void begin(Pass pass) {
        int batch = unrolling().batch();
        if (fed.rows() < batch) {
            fed = Matrix.zeros(batch, width);
            ofFed = Matrix.zeros(batch, width);
        }
        load(pass.stateIn(), fed);
        combine.begin(unrolling().rows());
        scorer().begin(pass);
    }

    private void load(Matrix states, Matrix into) {
        int batch = unrolling().batch();
        if (states == Pass.NONE) {
            Arrays.fill(into.data(), 0, batch * width, 0);
        } else {
            Rows.copy(states, column, into, 0, batch, width);
        }
    }

    @Override
    public void beforeStep(int member, int row, int stepRow, int count) {
        for (int i = row; i < row + count; i++) {
            int earlier = unrolling().earlier(i);
            if (earlier < 0) {
                Rows.copyRow(fed, unrolling().sequence(i), 0, input(), i, givenSize(), width);
            } else {
                Rows.copyRow(combine.output(), earlier, 0, input(), i, givenSize(), width);
            }
        }
    }

    @Override
    public void afterStep(int member, int row, int stepRow, int count) {
        scorer().forward(member, row, count, run().output(), combine.joined(), 0);
        combine.forward(member, row, count, run().output());
    }

    @Override
    void end(Pass pass) {
        if (pass.stateOut() == Pass.NONE) {
            return;
        }
        for (int b = 0; b < unrolling().batch(); b++) {
            int last = unrolling().end(b);
            if (last < 0) {
                Rows.copyRow(fed, b, 0, pass.stateOut(), b, column, width);
            } else {
                Rows.copyRow(combine.output(), last, 0, pass.stateOut(), b, column, width);
            }
        }
    }

    @Override
    Matrix output() {
        return combine.output();
    }

    @Override
    void beginBackward(Matrix gradient, Pass pass) {
        scorer().beginBackward(run().output());
        combine.beginBackward();
        ofOutput = gradient;
        load(pass.finalGradient(), ofFed);
    }

    @Override
    public void beforeStepBack(int member, int row, int stepRow, int count) {
        Matrix sum = combine.outputGradient();
        Matrix ofInput = run().inputGradient();
        for (int i = row; i < row + count; i++) {
            int later = unrolling().later(i);
            Matrix more = later < 0 ? ofFed : ofInput;
            int at = later < 0 ? ofFed.at(unrolling().sequence(i)) : ofInput.at(later) + givenSize();
            kernels().add(ofOutput.data(), ofOutput.at(i), more.data(), at, sum.data(), sum.at(i), width);
        }
        combine.backward(member, row, count);
        scorer().backward(member, row, count, combine.joinedGradient(), 0);
        combine.queryGradient(row, count, scorer().queryGradient(), run().outputGradient());
    }

    @Override
    void endBackward(Pass pass) {
        combine.endBackward();
        if (pass.initialGradient() == Pass.NONE) {
            return;
        }
        for (int b = 0; b < unrolling().batch(); b++) {
            int first = unrolling().start(b);
            if (first < 0) {
                Rows.copyRow(ofFed, b, 0, pass.initialGradient(), b, column, width);
            } else {
                Rows.copyRow(run().inputGradient(), first, givenSize(), pass.initialGradient(), b, column, width);
            }
        }
    }
}
