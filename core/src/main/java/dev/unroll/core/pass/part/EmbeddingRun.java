package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;
import java.util.Optional;

/** Looks up a learned vector for each token, and adds the gradients of those that were looked up. */
public final class EmbeddingRun implements PartRun {

    private final Table table;
    private Matrix vectors;

    public EmbeddingRun(Table table) {
        this.table = table;
        this.vectors = Matrix.zeros(0, table.width());
    }

    @Override
    public void prepare(Batch batch) {
        Reading.requireKind(Sequences.Kind.TOKENS, batch);
        Reading.requireTokens("token", table.tokens(), batch);
    }

    @Override
    public Matrix forward(Matrix given, Pass pass) {
        int rows = pass.batch().unrolling().rows();
        if (vectors.rows() < rows) {
            vectors = Matrix.zeros(rows, table.width());
        }
        table.look(pass.batch(), vectors);
        return vectors;
    }

    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        table.add(gradient, pass.batch());
        return Pass.NONE;
    }

    /** Nothing can arise here: a vector is a parameter. */
    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return Optional.empty();
    }
}
