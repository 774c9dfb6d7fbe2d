package dev.unroll.core.compact;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Scratch;
import java.lang.foreign.MemorySegment;

/** The products that define, without the Vector API: eight sums side by side, each a chain in ascending order. */
public final class ScalarCompactKernels implements CompactKernels {

    static final ScalarCompactKernels INSTANCE = new ScalarCompactKernels();

    private ScalarCompactKernels() {}

    @Override
    public void addRowProduct(
            Matrix a, int aRow, CompactPanels b, Matrix c, int cRow, int from, int to, Scratch scratch) {
        Shapes.requireRowProduct(a, aRow, b, c, cRow, from, to);
        addColumns(a.data(), a.at(aRow), b, from, to, c.data(), c.at(cRow));
    }

    /** As {@link #addRowProduct}, where a and c begin at an index. */
    static void addColumns(float[] a, int aAt, CompactPanels b, int from, int to, float[] c, int cAt) {
        for (int j = from; j < to; j++) {
            switch (b) {
                case BFloat16Panels halves -> addChain(a, aAt, halves, j, c, cAt + j);
                case Int8Panels bytes -> addChain(a, aAt, bytes, j, c, cAt + j);
            }
        }
    }

    private static void addChain(float[] a, int aAt, BFloat16Panels b, int j, float[] c, int cAt) {
        MemorySegment data = b.data();
        int at = b.at(0, j);
        int last = b.rows() - 1;
        float sum = c[cAt];
        for (int k = 0; k < last; k += 2) {
            int pair = data.getAtIndex(JAVA_INT, at);
            sum = Math.fma(a[aAt + k], Float.intBitsToFloat(pair << BFloat16.HALF), sum);
            sum = Math.fma(a[aAt + k + 1], Float.intBitsToFloat(pair & BFloat16.UPPER), sum);
            at += WIDTH;
        }
        if (last % 2 == 0) {
            sum = Math.fma(a[aAt + last], b.get(last, j), sum);
        }
        c[cAt] = sum;
    }

    private static void addChain(float[] a, int aAt, Int8Panels b, int j, float[] c, int cAt) {
        byte[] data = b.data();
        int at = b.at(0, j);
        float scale = b.scales()[j];
        float sum = c[cAt];
        for (int k = 0; k < b.rows(); k++) {
            sum = Math.fma(a[aAt + k], data[at + k * WIDTH] * scale, sum);
        }
        c[cAt] = sum;
    }
}
