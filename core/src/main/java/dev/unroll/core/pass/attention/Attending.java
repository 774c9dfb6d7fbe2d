package dev.unroll.core.pass.attention;

import dev.unroll.core.kernel.Matrix;

/** A part at work that weighs the steps of a source. */
public interface Attending {

    /**
     * Returns how the steps of the source were weighed in the last pass, [≥ rows, ≥ longest source]: of each row the first as
     * many numbers as its source has steps.
     */
    Matrix alphas();
}
