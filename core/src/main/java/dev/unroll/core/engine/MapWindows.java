package dev.unroll.core.engine;

import dev.unroll.core.kernel.Matrix;

/**
 * Where the parameters, or the gradients, of one linear map lie; or of one vector, which is a bias without a map.
 *
 * @param weight [size, operand's size], row-major
 * @param bias [1, size], or [0, size] for a map without bias
 */
public record MapWindows(Matrix weight, Matrix bias) {

    /** Returns the window of a vector, [1, size]. */
    public static MapWindows ofVector(Matrix values) {
        return new MapWindows(Matrix.zeros(0, 0), values);
    }

    /** Returns whether the map has a bias. */
    public boolean isBiased() {
        return bias.rows() == 1;
    }
}
