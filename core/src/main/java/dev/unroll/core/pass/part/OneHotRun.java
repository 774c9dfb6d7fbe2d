package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec;
import java.util.Optional;

/** Tokens that the first layer gathers from its weights. */
public final class OneHotRun implements PartRun {

    /** In the place of rows that nobody writes down: the batch's tokens say where their ones are. */
    public static final Matrix TOKENS = Matrix.zeros(0, 0);

    private final InputSpec.OneHot input;

    public OneHotRun(InputSpec.OneHot input) {
        this.input = input;
    }

    @Override
    public void prepare(Batch batch) {
        Reading.requireKind(input.reads(), batch);
        Reading.requireTokens("token", input.tokens(), batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        return TOKENS;
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        return Pass.NONE;
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return Optional.empty();
    }
}
