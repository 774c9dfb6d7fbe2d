package dev.unroll.core.pass.attention;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.pass.part.Means;
import dev.unroll.core.pass.part.Pass;

/** A layer that reads the context which its state before the step asked for. Bahdanau et al. 2015. */
final class ContextRun extends AttentiveRun {

    private Matrix queries;

    ContextRun(AttentiveWeights weights, Means means) {
        super(weights, means);
        this.queries = Matrix.zeros(0, weights.score().querySize());
    }

    @Override
    void begin(Pass pass) {
        if (queries.rows() < unrolling().rows()) {
            queries = Matrix.zeros(unrolling().rows(), queries.columns());
        }
        scorer().begin(pass);
    }

    @Override
    public void beforeStep(int member, int row, int stepRow, int count) {
        run().stateBefore(row, stepRow, count, queries);
        scorer().forward(member, row, count, queries, input(), givenSize());
    }

    @Override
    void end(Pass pass) {}

    @Override
    Matrix output() {
        return run().output();
    }

    @Override
    void beginBackward(Matrix gradient, Pass pass) {
        scorer().beginBackward(queries);
        Matrix place = run().outputGradient();
        if (gradient != place) {
            copy().run(gradient, 0, place, 0, unrolling().rows(), place.columns());
        }
    }

    @Override
    public void afterStepBack(int member, int row, int stepRow, int count) {
        scorer().backward(member, row, count, run().inputGradient(), givenSize());
        run().addToStateGradient(row, stepRow, count, scorer().queryGradient());
    }

    @Override
    void endBackward(Pass pass) {}
}
