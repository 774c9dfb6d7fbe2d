package dev.unroll.core.compact;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;

/** A right-hand side B of a product as {@link Panels} are, of weights that a {@link WeightForm} has rounded. */
public sealed interface CompactPanels permits BFloat16Panels, Int8Panels {

    /** Returns the length of the summed index. */
    int rows();

    int columns();

    /** Returns element (k, j), as the float that it stands for. */
    float get(int k, int j);

    /** Returns how many bytes a product with all of it reads. */
    long bytes();

    /**
     * Copies the transpose of some columns of a weight to the columns of B from {@code toColumn}.
     *
     * @param weight [outputs, inputs], rounded to this form
     * @param from the first of {@link #rows} columns of the weight
     * @throws IllegalArgumentException if a number is none that this form can hold
     */
    void pack(Matrix weight, int from, int toColumn);

    /** Returns the same B in floats: made when it is first asked for, and then kept beside. */
    Panels unpacked();
}
