package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import java.util.stream.Stream;

/** A residual connection: y = x + f(x). */
final class ResidualTrace implements PartTrace {

    private final ChainTrace inside;
    private final Matrix output;

    ResidualTrace(ChainTrace inside, Matrix given) {
        this.inside = inside;
        this.output = sum(given, inside.output());
    }

    private static Matrix sum(Matrix x, Matrix y) {
        Matrix sum = Matrix.zeros(x.rows(), x.columns());
        for (int row = 0; row < sum.rows(); row++) {
            for (int j = 0; j < sum.columns(); j++) {
                sum.set(row, j, x.get(row, j) + y.get(row, j));
            }
        }
        return sum;
    }

    @Override
    public Matrix output() {
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        return sum(gradient, inside.backward(gradient));
    }

    @Override
    public Stream<LayerTrace> layers() {
        return inside.layers();
    }
}
