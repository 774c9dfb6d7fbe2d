package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;

/** Steps that follow each other, side by side. */
final class TimeReductionTrace implements PartTrace {

    private final int factor;
    private final int steps;
    private final int width;
    private final Matrix output;

    TimeReductionTrace(int factor, Matrix given) {
        this.factor = factor;
        this.steps = given.rows();
        this.width = given.columns();
        this.output = Matrix.zeros(Math.ceilDiv(steps, factor), factor * width);
        for (int t = 0; t < steps; t++) {
            Rows.copyRow(given, t, 0, output, t / factor, t % factor * width, width);
        }
    }

    @Override
    public Matrix output() {
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        Matrix ofGiven = Matrix.zeros(steps, width);
        for (int t = 0; t < steps; t++) {
            Rows.copyRow(gradient, t / factor, t % factor * width, ofGiven, t, 0, width);
        }
        return ofGiven;
    }
}
