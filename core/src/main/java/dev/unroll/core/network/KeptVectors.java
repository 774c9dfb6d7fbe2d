package dev.unroll.core.network;

import dev.unroll.core.kernel.Matrix;
import java.util.List;

/** Vectors that are in memory, a matrix [length, features] for each sequence. */
record KeptVectors(List<Matrix> all) implements VectorSource {

    @Override
    public int count() {
        return all.size();
    }

    @Override
    public int features() {
        return all.isEmpty() ? 0 : all.getFirst().columns();
    }

    @Override
    public int length(int i) {
        return all.get(i).rows();
    }

    @Override
    public Matrix vectors(int i) {
        return all.get(i);
    }
}
