package dev.unroll.core.compact;

import static dev.unroll.core.kernel.Panels.WIDTH;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The products by vectors: as many sums side by side as hide the latency of an addition, each in ascending order. */
public final class VectorCompactKernels implements CompactKernels {

    static final VectorCompactKernels INSTANCE = new VectorCompactKernels();

    /** The widest vectors this CPU likes, at most 512 bits: a block of columns is no wider. */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() > Panels.BLOCK
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());

    static final int LANES = FLOATS.length();

    /** The narrowest vector of bytes has 64 bits: the bytes of fewer lanes fill none. */
    private static final boolean HAS_BYTES = LANES >= 8;

    /** As many bytes as there are lanes. */
    static final VectorSpecies<Byte> BYTES =
            HAS_BYTES ? VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES * Byte.SIZE)) : ByteVector.SPECIES_64;

    private VectorCompactKernels() {}

    @Override
    public void addRowProduct(
            Matrix a, int aRow, CompactPanels b, Matrix c, int cRow, int from, int to, Scratch scratch) {
        Shapes.requireRowProduct(a, aRow, b, c, cRow, from, to);
        if (b instanceof Int8Panels && !HAS_BYTES) {
            ScalarCompactKernels.addColumns(a.data(), a.at(aRow), b, from, to, c.data(), c.at(cRow));
            return;
        }
        int wide = (to - from) / (8 * LANES);
        for (int i = 0; i < wide; i++) {
            int j = from + scratch.inTurn(i, wide) * 8 * LANES;
            add(8, a.data(), a.at(aRow), b, j, c.data(), c.at(cRow) + j);
        }
        int j = from + wide * 8 * LANES;
        if (to - j >= 4 * LANES) {
            add(4, a.data(), a.at(aRow), b, j, c.data(), c.at(cRow) + j);
            j += 4 * LANES;
        }
        for (; to - j >= LANES; j += LANES) {
            add(1, a.data(), a.at(aRow), b, j, c.data(), c.at(cRow) + j);
        }
        if (j < to) {
            // C may be a window in something wider, where what follows is not ours.
            float[] edge = scratch.edge(LANES);
            System.arraycopy(c.data(), c.at(cRow) + j, edge, 0, to - j);
            add(1, a.data(), a.at(aRow), b, j, edge, 0);
            System.arraycopy(edge, 0, c.data(), c.at(cRow) + j, to - j);
        }
    }

    /** Some vectors of columns from {@code j}, which go to {@code cAt}. */
    private static void add(int vectors, float[] a, int aAt, CompactPanels b, int j, float[] c, int cAt) {
        switch (b) {
            case BFloat16Panels halves -> add(vectors, a, aAt, halves, j, c, cAt);
            case Int8Panels bytes -> add(vectors, a, aAt, bytes, j, c, cAt);
        }
    }

    private static void add(int vectors, float[] a, int aAt, BFloat16Panels b, int j, float[] c, int cAt) {
        int panel = b.pairs() * WIDTH;
        int pairs = b.rows() / 2;
        int at = b.at(0, j);
        switch (vectors) {
            case 8 -> VectorBFloat16.wide8(a, aAt, b.data(), at, panel, pairs, c, cAt);
            case 4 -> VectorBFloat16.wide4(a, aAt, b.data(), at, panel, pairs, c, cAt);
            default -> VectorBFloat16.narrow(a, aAt, b.data(), at, pairs, c, cAt);
        }
        int last = b.rows() - 1;
        for (int v = 0; last % 2 == 0 && v < vectors; v++) {
            VectorBFloat16.addLower(a[aAt + last], b.data(), b.at(last, j + v * LANES), c, cAt + v * LANES);
        }
    }

    private static void add(int vectors, float[] a, int aAt, Int8Panels b, int j, float[] c, int cAt) {
        int panel = b.rows() * WIDTH;
        int at = b.at(0, j);
        switch (vectors) {
            case 8 -> VectorInt8.wide8(a, aAt, b.data(), at, panel, b.rows(), b.scales(), j, c, cAt);
            case 4 -> VectorInt8.wide4(a, aAt, b.data(), at, panel, b.rows(), b.scales(), j, c, cAt);
            default -> VectorInt8.narrow(a, aAt, b.data(), at, b.rows(), b.scales(), j, c, cAt);
        }
    }
}
