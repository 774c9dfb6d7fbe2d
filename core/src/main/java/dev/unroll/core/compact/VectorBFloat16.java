package dev.unroll.core.compact;

import static dev.unroll.core.compact.BFloat16.HALF;
import static dev.unroll.core.compact.BFloat16.UPPER;
import static dev.unroll.core.compact.VectorCompactKernels.FLOATS;
import static dev.unroll.core.compact.VectorCompactKernels.INTS;
import static dev.unroll.core.compact.VectorCompactKernels.LANES;
import static dev.unroll.core.kernel.Panels.WIDTH;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The innermost loops of a row times weights of bfloat16: a vector of ints is two vectors of floats, by a shift and a mask.
 *
 * <p>{@code bAt} counts ints; {@code panel} is the distance of row 0 of one panel from row 0 of the next. Nothing here calls a method of ours: so many
 * vectors are more than C2 inlines behind one.
 */
final class VectorBFloat16 {

    /** Bytes from one row of a panel to the next. */
    private static final long ROW = (long) WIDTH * Integer.BYTES;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private VectorBFloat16() {}

    /** One row of A, its first {@code 2 * pairs} numbers, times 8 vectors of columns. */
    static void wide8(float[] a, int aAt, MemorySegment b, int bAt, int panel, int pairs, float[] c, int cAt) {
        long b0 = Integer.BYTES * (bAt + 0 * LANES / WIDTH * (long) panel + 0 * LANES % WIDTH);
        long b1 = Integer.BYTES * (bAt + 1 * LANES / WIDTH * (long) panel + 1 * LANES % WIDTH);
        long b2 = Integer.BYTES * (bAt + 2 * LANES / WIDTH * (long) panel + 2 * LANES % WIDTH);
        long b3 = Integer.BYTES * (bAt + 3 * LANES / WIDTH * (long) panel + 3 * LANES % WIDTH);
        long b4 = Integer.BYTES * (bAt + 4 * LANES / WIDTH * (long) panel + 4 * LANES % WIDTH);
        long b5 = Integer.BYTES * (bAt + 5 * LANES / WIDTH * (long) panel + 5 * LANES % WIDTH);
        long b6 = Integer.BYTES * (bAt + 6 * LANES / WIDTH * (long) panel + 6 * LANES % WIDTH);
        long b7 = Integer.BYTES * (bAt + 7 * LANES / WIDTH * (long) panel + 7 * LANES % WIDTH);
        FloatVector s0 = FloatVector.fromArray(FLOATS, c, cAt);
        FloatVector s1 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
        FloatVector s2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(FLOATS, c, cAt + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(FLOATS, c, cAt + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(FLOATS, c, cAt + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(FLOATS, c, cAt + 7 * LANES);
        for (int k = 0; k < pairs; k++) {
            FloatVector w = FloatVector.broadcast(FLOATS, a[aAt + 2 * k]);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + 2 * k + 1]);
            IntVector v0 = IntVector.fromMemorySegment(INTS, b, b0 + k * ROW, ORDER);
            s0 = w.fma(v0.lanewise(LSHL, HALF).reinterpretAsFloats(), s0);
            s0 = x.fma(v0.lanewise(AND, UPPER).reinterpretAsFloats(), s0);
            IntVector v1 = IntVector.fromMemorySegment(INTS, b, b1 + k * ROW, ORDER);
            s1 = w.fma(v1.lanewise(LSHL, HALF).reinterpretAsFloats(), s1);
            s1 = x.fma(v1.lanewise(AND, UPPER).reinterpretAsFloats(), s1);
            IntVector v2 = IntVector.fromMemorySegment(INTS, b, b2 + k * ROW, ORDER);
            s2 = w.fma(v2.lanewise(LSHL, HALF).reinterpretAsFloats(), s2);
            s2 = x.fma(v2.lanewise(AND, UPPER).reinterpretAsFloats(), s2);
            IntVector v3 = IntVector.fromMemorySegment(INTS, b, b3 + k * ROW, ORDER);
            s3 = w.fma(v3.lanewise(LSHL, HALF).reinterpretAsFloats(), s3);
            s3 = x.fma(v3.lanewise(AND, UPPER).reinterpretAsFloats(), s3);
            IntVector v4 = IntVector.fromMemorySegment(INTS, b, b4 + k * ROW, ORDER);
            s4 = w.fma(v4.lanewise(LSHL, HALF).reinterpretAsFloats(), s4);
            s4 = x.fma(v4.lanewise(AND, UPPER).reinterpretAsFloats(), s4);
            IntVector v5 = IntVector.fromMemorySegment(INTS, b, b5 + k * ROW, ORDER);
            s5 = w.fma(v5.lanewise(LSHL, HALF).reinterpretAsFloats(), s5);
            s5 = x.fma(v5.lanewise(AND, UPPER).reinterpretAsFloats(), s5);
            IntVector v6 = IntVector.fromMemorySegment(INTS, b, b6 + k * ROW, ORDER);
            s6 = w.fma(v6.lanewise(LSHL, HALF).reinterpretAsFloats(), s6);
            s6 = x.fma(v6.lanewise(AND, UPPER).reinterpretAsFloats(), s6);
            IntVector v7 = IntVector.fromMemorySegment(INTS, b, b7 + k * ROW, ORDER);
            s7 = w.fma(v7.lanewise(LSHL, HALF).reinterpretAsFloats(), s7);
            s7 = x.fma(v7.lanewise(AND, UPPER).reinterpretAsFloats(), s7);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + LANES);
        s2.intoArray(c, cAt + 2 * LANES);
        s3.intoArray(c, cAt + 3 * LANES);
        s4.intoArray(c, cAt + 4 * LANES);
        s5.intoArray(c, cAt + 5 * LANES);
        s6.intoArray(c, cAt + 6 * LANES);
        s7.intoArray(c, cAt + 7 * LANES);
    }

    /** One row of A, its first {@code 2 * pairs} numbers, times 4 vectors of columns. */
    static void wide4(float[] a, int aAt, MemorySegment b, int bAt, int panel, int pairs, float[] c, int cAt) {
        long b0 = Integer.BYTES * (bAt + 0 * LANES / WIDTH * (long) panel + 0 * LANES % WIDTH);
        long b1 = Integer.BYTES * (bAt + 1 * LANES / WIDTH * (long) panel + 1 * LANES % WIDTH);
        long b2 = Integer.BYTES * (bAt + 2 * LANES / WIDTH * (long) panel + 2 * LANES % WIDTH);
        long b3 = Integer.BYTES * (bAt + 3 * LANES / WIDTH * (long) panel + 3 * LANES % WIDTH);
        FloatVector s0 = FloatVector.fromArray(FLOATS, c, cAt);
        FloatVector s1 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
        FloatVector s2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * LANES);
        for (int k = 0; k < pairs; k++) {
            FloatVector w = FloatVector.broadcast(FLOATS, a[aAt + 2 * k]);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt + 2 * k + 1]);
            IntVector v0 = IntVector.fromMemorySegment(INTS, b, b0 + k * ROW, ORDER);
            s0 = w.fma(v0.lanewise(LSHL, HALF).reinterpretAsFloats(), s0);
            s0 = x.fma(v0.lanewise(AND, UPPER).reinterpretAsFloats(), s0);
            IntVector v1 = IntVector.fromMemorySegment(INTS, b, b1 + k * ROW, ORDER);
            s1 = w.fma(v1.lanewise(LSHL, HALF).reinterpretAsFloats(), s1);
            s1 = x.fma(v1.lanewise(AND, UPPER).reinterpretAsFloats(), s1);
            IntVector v2 = IntVector.fromMemorySegment(INTS, b, b2 + k * ROW, ORDER);
            s2 = w.fma(v2.lanewise(LSHL, HALF).reinterpretAsFloats(), s2);
            s2 = x.fma(v2.lanewise(AND, UPPER).reinterpretAsFloats(), s2);
            IntVector v3 = IntVector.fromMemorySegment(INTS, b, b3 + k * ROW, ORDER);
            s3 = w.fma(v3.lanewise(LSHL, HALF).reinterpretAsFloats(), s3);
            s3 = x.fma(v3.lanewise(AND, UPPER).reinterpretAsFloats(), s3);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + LANES);
        s2.intoArray(c, cAt + 2 * LANES);
        s3.intoArray(c, cAt + 3 * LANES);
    }

    /** As {@link #wide8}, for one vector of columns. */
    static void narrow(float[] a, int aAt, MemorySegment b, int bAt, int pairs, float[] c, int cAt) {
        long b0 = (long) Integer.BYTES * bAt;
        FloatVector sum = FloatVector.fromArray(FLOATS, c, cAt);
        for (int k = 0; k < pairs; k++) {
            IntVector v = IntVector.fromMemorySegment(INTS, b, b0 + k * ROW, ORDER);
            FloatVector lower = v.lanewise(LSHL, HALF).reinterpretAsFloats();
            FloatVector upper = v.lanewise(AND, UPPER).reinterpretAsFloats();
            sum = FloatVector.broadcast(FLOATS, a[aAt + 2 * k]).fma(lower, sum);
            sum = FloatVector.broadcast(FLOATS, a[aAt + 2 * k + 1]).fma(upper, sum);
        }
        sum.intoArray(c, cAt);
    }

    /** The last link of the chains of one vector of columns, where the number of rows is odd: it has no upper half. */
    static void addLower(float a, MemorySegment b, int bAt, float[] c, int cAt) {
        FloatVector lower = IntVector.fromMemorySegment(INTS, b, (long) Integer.BYTES * bAt, ORDER)
                .lanewise(LSHL, HALF)
                .reinterpretAsFloats();
        FloatVector.broadcast(FLOATS, a)
                .fma(lower, FloatVector.fromArray(FLOATS, c, cAt))
                .intoArray(c, cAt);
    }
}
