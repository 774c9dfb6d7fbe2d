package dev.unroll.core.engine;

import dev.unroll.core.cell.Masking;

/** Draws the masks of a layer: for each row of a pass. */
@FunctionalInterface
public interface MaskSource {

    /** Draws nothing: masks are what they are where nothing is trained. */
    MaskSource NONE = (_, _, _, _, _, _) -> {};

    /**
     * Draws a row of a mask.
     *
     * @param number of the mask among those of the cell
     * @param row of the pass' unrolling
     * @param into the array that takes its {@code size} numbers, from {@code at} on
     */
    void draw(Masking masking, int number, int row, float[] into, int at, int size);
}
