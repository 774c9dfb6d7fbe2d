package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import java.util.Optional;

/**
 * Where a part writes the gradient of what it was given: where a recurrent layer before it reads it anyway, or a buffer of
 * its own.
 */
public final class GradientPlace {

    private final Optional<RecurrentRun> layer;
    private Matrix own;

    public GradientPlace(Means means, int width) {
        this.layer = means.layerBefore();
        this.own = Matrix.zeros(0, width);
    }

    /** Returns the place, [≥ rows, width]. */
    public Matrix of(int rows) {
        if (layer.isPresent()) {
            return layer.get().outputGradientPlace(rows);
        }
        if (own.rows() < rows) {
            own = Matrix.zeros(rows, own.columns());
        }
        return own;
    }
}
