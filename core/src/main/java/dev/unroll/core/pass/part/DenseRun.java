package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Signal;
import java.util.Optional;

/** Vectors, as the batch has them. */
public final class DenseRun implements PartRun {

    private final InputSpec.Dense input;
    private final Kernels kernels;

    public DenseRun(InputSpec.Dense input, Means means) {
        this.input = input;
        this.kernels = means.kernels();
    }

    @Override
    public void prepare(Batch batch) {
        Reading.requireKind(input.reads(), batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        return pass.batch().vectors();
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        return Pass.NONE;
    }

    @Override
    public boolean isFinite(Batch batch) {
        return Rows.areFinite(kernels, batch.vectors(), batch.rows());
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        int row = NonFinite.firstRow(batch.vectors(), Signal.Kind.STEPS, batch, b);
        return row < 0 ? Optional.empty() : Optional.of("the input, step " + batch.step(row));
    }
}
