package dev.unroll.core.compact;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Scratch;

/**
 * Products of one row with compact weights, in the order of {@link Kernels}: the bits are those of a product with the
 * unpacked weights.
 */
public sealed interface CompactKernels permits ScalarCompactKernels, VectorCompactKernels {

    /** Returns those that go with kernels: vector ones beside vector ones. */
    static CompactKernels like(Kernels kernels) {
        return kernels.lanes() == 1 ? ScalarCompactKernels.INSTANCE : VectorCompactKernels.INSTANCE;
    }

    /**
     * c[cRow, j] += Σₖ a[aRow, k] · b[k, j], for the columns {@code from .. to} of c.
     *
     * @param from a multiple of the width of panels
     * @param to a multiple of the width of panels, or the end
     * @param scratch the calling thread's own, grown as needed
     */
    void addRowProduct(Matrix a, int aRow, CompactPanels b, Matrix c, int cRow, int from, int to, Scratch scratch);
}
