package dev.unroll.core.engine;

import dev.unroll.core.kernel.Matrix;

/**
 * Where the parameters, or the gradients, of one linear map lie.
 *
 * @param weight [size, operand's size], row-major
 * @param bias [1, size], or [0, size] for a map without bias
 */
public record MapWindows(Matrix weight, Matrix bias) {

    /** Returns whether the map has a bias. */
    public boolean isBiased() {
        return bias.rows() == 1;
    }
}
