package dev.unroll.core.compact;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;

/** The check that both kernels make before a product. */
final class Shapes {

    private Shapes() {}

    static void requireRowProduct(Matrix a, int aRow, CompactPanels b, Matrix c, int cRow, int from, int to) {
        if (a.columns() != b.rows() || c.columns() != b.columns()) {
            throw new IllegalArgumentException("a product needs a [., K], b [K, N], c [., N] but has a " + a + ", b ["
                    + b.rows() + ", " + b.columns() + "], c " + c);
        }
        if (aRow < 0 || aRow >= a.rows() || cRow < 0 || cRow >= c.rows()) {
            throw new IndexOutOfBoundsException("row " + aRow + " of a " + a + ", row " + cRow + " of c " + c);
        }
        boolean panels = from % Panels.WIDTH == 0 && (to % Panels.WIDTH == 0 || to == b.columns());
        if (from < 0 || to > b.columns() || !panels) {
            throw new IndexOutOfBoundsException("columns " + from + " to " + to + " are no panels of " + Panels.WIDTH
                    + " of [" + b.rows() + ", " + b.columns() + "]");
        }
    }
}
