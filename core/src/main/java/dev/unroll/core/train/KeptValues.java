package dev.unroll.core.train;

import dev.unroll.core.kernel.Matrix;

/**
 * Values that are in memory.
 *
 * @param all [count, outputs]
 */
record KeptValues(Matrix all) implements ValueSource {

    @Override
    public int count() {
        return all.rows();
    }

    @Override
    public int outputs() {
        return all.columns();
    }

    @Override
    public void write(int i, float[] into, int at) {
        System.arraycopy(all.data(), all.at(i), into, at, all.columns());
    }
}
