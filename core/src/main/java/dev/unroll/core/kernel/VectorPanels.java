package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.BLOCK;
import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** Panels and halves of them, packed by vectors: in a third of the time that a loop over numbers takes. */
final class VectorPanels {

    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_1 = upper(1);

    /** Whether vectors have as many lanes as there is a square for: 16 or 8. */
    static final boolean SQUARES = LANES >= 8;

    private VectorPanels() {}

    /** Exchanges the lanes that are {@code distance} apart. */
    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ distance) % LANES);
    }

    /** The upper ones of those lanes. */
    private static VectorMask<Float> upper(int distance) {
        long lanes = 0;
        for (int lane = 0; lane < LANES; lane++) {
            lanes |= (lane & distance) == 0 ? 0 : 1L << lane;
        }
        return VectorMask.fromLong(FLOATS, lanes);
    }

    static void copy(float[] x, int xAt, int xStride, float[] z, int zAt, int rows) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < BLOCK; j += LANES) {
                fromArray(FLOATS, x, xAt + i * xStride + j).intoArray(z, zAt + i * WIDTH + j);
            }
        }
    }

    /** For {@link #SQUARES}. */
    static void transpose(float[] x, int xAt, int xStride, float[] z, int zAt, int rows, int columns) {
        int whole = columns - columns % LANES;
        for (int j = 0; j < whole; j += LANES) {
            for (int i = 0; i < rows; i += LANES) {
                if (LANES == BLOCK) {
                    transpose16(x, xAt + i * xStride + j, xStride, z, zAt + j * WIDTH + i);
                } else {
                    transpose8(x, xAt + i * xStride + j, xStride, z, zAt + j * WIDTH + i);
                }
            }
        }
        for (int j = whole; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                z[zAt + j * WIDTH + i] = x[xAt + i * xStride + j];
            }
        }
    }

    /** Swaps the off-diagonal halves, then those of the halves, down to single numbers. */
    private static void transpose16(float[] x, int xAt, int xStride, float[] z, int zAt) {
        FloatVector r0 = fromArray(FLOATS, x, xAt);
        FloatVector r1 = fromArray(FLOATS, x, xAt + xStride);
        FloatVector r2 = fromArray(FLOATS, x, xAt + 2 * xStride);
        FloatVector r3 = fromArray(FLOATS, x, xAt + 3 * xStride);
        FloatVector r4 = fromArray(FLOATS, x, xAt + 4 * xStride);
        FloatVector r5 = fromArray(FLOATS, x, xAt + 5 * xStride);
        FloatVector r6 = fromArray(FLOATS, x, xAt + 6 * xStride);
        FloatVector r7 = fromArray(FLOATS, x, xAt + 7 * xStride);
        FloatVector r8 = fromArray(FLOATS, x, xAt + 8 * xStride);
        FloatVector r9 = fromArray(FLOATS, x, xAt + 9 * xStride);
        FloatVector r10 = fromArray(FLOATS, x, xAt + 10 * xStride);
        FloatVector r11 = fromArray(FLOATS, x, xAt + 11 * xStride);
        FloatVector r12 = fromArray(FLOATS, x, xAt + 12 * xStride);
        FloatVector r13 = fromArray(FLOATS, x, xAt + 13 * xStride);
        FloatVector r14 = fromArray(FLOATS, x, xAt + 14 * xStride);
        FloatVector r15 = fromArray(FLOATS, x, xAt + 15 * xStride);
        FloatVector s0 = r0.blend(r8.rearrange(SWAP_8), UPPER_8);
        FloatVector s8 = r0.rearrange(SWAP_8).blend(r8, UPPER_8);
        FloatVector s1 = r1.blend(r9.rearrange(SWAP_8), UPPER_8);
        FloatVector s9 = r1.rearrange(SWAP_8).blend(r9, UPPER_8);
        FloatVector s2 = r2.blend(r10.rearrange(SWAP_8), UPPER_8);
        FloatVector s10 = r2.rearrange(SWAP_8).blend(r10, UPPER_8);
        FloatVector s3 = r3.blend(r11.rearrange(SWAP_8), UPPER_8);
        FloatVector s11 = r3.rearrange(SWAP_8).blend(r11, UPPER_8);
        FloatVector s4 = r4.blend(r12.rearrange(SWAP_8), UPPER_8);
        FloatVector s12 = r4.rearrange(SWAP_8).blend(r12, UPPER_8);
        FloatVector s5 = r5.blend(r13.rearrange(SWAP_8), UPPER_8);
        FloatVector s13 = r5.rearrange(SWAP_8).blend(r13, UPPER_8);
        FloatVector s6 = r6.blend(r14.rearrange(SWAP_8), UPPER_8);
        FloatVector s14 = r6.rearrange(SWAP_8).blend(r14, UPPER_8);
        FloatVector s7 = r7.blend(r15.rearrange(SWAP_8), UPPER_8);
        FloatVector s15 = r7.rearrange(SWAP_8).blend(r15, UPPER_8);
        FloatVector t0 = s0.blend(s4.rearrange(SWAP_4), UPPER_4);
        FloatVector t4 = s0.rearrange(SWAP_4).blend(s4, UPPER_4);
        FloatVector t1 = s1.blend(s5.rearrange(SWAP_4), UPPER_4);
        FloatVector t5 = s1.rearrange(SWAP_4).blend(s5, UPPER_4);
        FloatVector t2 = s2.blend(s6.rearrange(SWAP_4), UPPER_4);
        FloatVector t6 = s2.rearrange(SWAP_4).blend(s6, UPPER_4);
        FloatVector t3 = s3.blend(s7.rearrange(SWAP_4), UPPER_4);
        FloatVector t7 = s3.rearrange(SWAP_4).blend(s7, UPPER_4);
        FloatVector t8 = s8.blend(s12.rearrange(SWAP_4), UPPER_4);
        FloatVector t12 = s8.rearrange(SWAP_4).blend(s12, UPPER_4);
        FloatVector t9 = s9.blend(s13.rearrange(SWAP_4), UPPER_4);
        FloatVector t13 = s9.rearrange(SWAP_4).blend(s13, UPPER_4);
        FloatVector t10 = s10.blend(s14.rearrange(SWAP_4), UPPER_4);
        FloatVector t14 = s10.rearrange(SWAP_4).blend(s14, UPPER_4);
        FloatVector t11 = s11.blend(s15.rearrange(SWAP_4), UPPER_4);
        FloatVector t15 = s11.rearrange(SWAP_4).blend(s15, UPPER_4);
        FloatVector u0 = t0.blend(t2.rearrange(SWAP_2), UPPER_2);
        FloatVector u2 = t0.rearrange(SWAP_2).blend(t2, UPPER_2);
        FloatVector u1 = t1.blend(t3.rearrange(SWAP_2), UPPER_2);
        FloatVector u3 = t1.rearrange(SWAP_2).blend(t3, UPPER_2);
        FloatVector u4 = t4.blend(t6.rearrange(SWAP_2), UPPER_2);
        FloatVector u6 = t4.rearrange(SWAP_2).blend(t6, UPPER_2);
        FloatVector u5 = t5.blend(t7.rearrange(SWAP_2), UPPER_2);
        FloatVector u7 = t5.rearrange(SWAP_2).blend(t7, UPPER_2);
        FloatVector u8 = t8.blend(t10.rearrange(SWAP_2), UPPER_2);
        FloatVector u10 = t8.rearrange(SWAP_2).blend(t10, UPPER_2);
        FloatVector u9 = t9.blend(t11.rearrange(SWAP_2), UPPER_2);
        FloatVector u11 = t9.rearrange(SWAP_2).blend(t11, UPPER_2);
        FloatVector u12 = t12.blend(t14.rearrange(SWAP_2), UPPER_2);
        FloatVector u14 = t12.rearrange(SWAP_2).blend(t14, UPPER_2);
        FloatVector u13 = t13.blend(t15.rearrange(SWAP_2), UPPER_2);
        FloatVector u15 = t13.rearrange(SWAP_2).blend(t15, UPPER_2);
        u0.blend(u1.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt);
        u0.rearrange(SWAP_1).blend(u1, UPPER_1).intoArray(z, zAt + WIDTH);
        u2.blend(u3.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 2 * WIDTH);
        u2.rearrange(SWAP_1).blend(u3, UPPER_1).intoArray(z, zAt + 3 * WIDTH);
        u4.blend(u5.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 4 * WIDTH);
        u4.rearrange(SWAP_1).blend(u5, UPPER_1).intoArray(z, zAt + 5 * WIDTH);
        u6.blend(u7.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 6 * WIDTH);
        u6.rearrange(SWAP_1).blend(u7, UPPER_1).intoArray(z, zAt + 7 * WIDTH);
        u8.blend(u9.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 8 * WIDTH);
        u8.rearrange(SWAP_1).blend(u9, UPPER_1).intoArray(z, zAt + 9 * WIDTH);
        u10.blend(u11.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 10 * WIDTH);
        u10.rearrange(SWAP_1).blend(u11, UPPER_1).intoArray(z, zAt + 11 * WIDTH);
        u12.blend(u13.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 12 * WIDTH);
        u12.rearrange(SWAP_1).blend(u13, UPPER_1).intoArray(z, zAt + 13 * WIDTH);
        u14.blend(u15.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 14 * WIDTH);
        u14.rearrange(SWAP_1).blend(u15, UPPER_1).intoArray(z, zAt + 15 * WIDTH);
    }

    /** As {@link #transpose16}. */
    private static void transpose8(float[] x, int xAt, int xStride, float[] z, int zAt) {
        FloatVector r0 = fromArray(FLOATS, x, xAt);
        FloatVector r1 = fromArray(FLOATS, x, xAt + xStride);
        FloatVector r2 = fromArray(FLOATS, x, xAt + 2 * xStride);
        FloatVector r3 = fromArray(FLOATS, x, xAt + 3 * xStride);
        FloatVector r4 = fromArray(FLOATS, x, xAt + 4 * xStride);
        FloatVector r5 = fromArray(FLOATS, x, xAt + 5 * xStride);
        FloatVector r6 = fromArray(FLOATS, x, xAt + 6 * xStride);
        FloatVector r7 = fromArray(FLOATS, x, xAt + 7 * xStride);
        FloatVector s0 = r0.blend(r4.rearrange(SWAP_4), UPPER_4);
        FloatVector s4 = r0.rearrange(SWAP_4).blend(r4, UPPER_4);
        FloatVector s1 = r1.blend(r5.rearrange(SWAP_4), UPPER_4);
        FloatVector s5 = r1.rearrange(SWAP_4).blend(r5, UPPER_4);
        FloatVector s2 = r2.blend(r6.rearrange(SWAP_4), UPPER_4);
        FloatVector s6 = r2.rearrange(SWAP_4).blend(r6, UPPER_4);
        FloatVector s3 = r3.blend(r7.rearrange(SWAP_4), UPPER_4);
        FloatVector s7 = r3.rearrange(SWAP_4).blend(r7, UPPER_4);
        FloatVector t0 = s0.blend(s2.rearrange(SWAP_2), UPPER_2);
        FloatVector t2 = s0.rearrange(SWAP_2).blend(s2, UPPER_2);
        FloatVector t1 = s1.blend(s3.rearrange(SWAP_2), UPPER_2);
        FloatVector t3 = s1.rearrange(SWAP_2).blend(s3, UPPER_2);
        FloatVector t4 = s4.blend(s6.rearrange(SWAP_2), UPPER_2);
        FloatVector t6 = s4.rearrange(SWAP_2).blend(s6, UPPER_2);
        FloatVector t5 = s5.blend(s7.rearrange(SWAP_2), UPPER_2);
        FloatVector t7 = s5.rearrange(SWAP_2).blend(s7, UPPER_2);
        t0.blend(t1.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt);
        t0.rearrange(SWAP_1).blend(t1, UPPER_1).intoArray(z, zAt + WIDTH);
        t2.blend(t3.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 2 * WIDTH);
        t2.rearrange(SWAP_1).blend(t3, UPPER_1).intoArray(z, zAt + 3 * WIDTH);
        t4.blend(t5.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 4 * WIDTH);
        t4.rearrange(SWAP_1).blend(t5, UPPER_1).intoArray(z, zAt + 5 * WIDTH);
        t6.blend(t7.rearrange(SWAP_1), UPPER_1).intoArray(z, zAt + 6 * WIDTH);
        t6.rearrange(SWAP_1).blend(t7, UPPER_1).intoArray(z, zAt + 7 * WIDTH);
    }
}
