package dev.unroll.core.compact;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * B in panels of {@code WIDTH} columns, two rows in each int: row 2k in the lower half and row 2k + 1 in the upper one, so that a shift
 * and a mask make floats of them.
 *
 * <p>Row k, column j is in int {@code (j / WIDTH * pairs + k / 2) * WIDTH + j % WIDTH} of the data.
 */
final class BFloat16Panels implements CompactPanels {

    private final MemorySegment data;
    private final int rows;
    private final int columns;
    private final Unpacked unpacked = new Unpacked();

    BFloat16Panels(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        int ints = Math.multiplyExact(Math.multiplyExact((columns + WIDTH - 1) / WIDTH, pairs()), WIDTH);
        this.data = zeros((long) Integer.BYTES * ints);
    }

    /** Returns memory that begins with a line of the cache, or, if the JVM has none left outside its heap, that begins anywhere. */
    private static MemorySegment zeros(long bytes) {
        try {
            return Arena.ofAuto().allocate(bytes, Panels.LINE);
        } catch (OutOfMemoryError e) {
            return MemorySegment.ofArray(new int[Math.toIntExact(bytes / Integer.BYTES)]);
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public long bytes() {
        return data.byteSize();
    }

    /** Returns the ints. */
    MemorySegment data() {
        return data;
    }

    /** Returns how many ints a column has. */
    int pairs() {
        return (rows + 1) / 2;
    }

    /** Returns the index of the int that holds element (k, j). */
    int at(int k, int j) {
        return (j / WIDTH * pairs() + k / 2) * WIDTH + j % WIDTH;
    }

    @Override
    public float get(int k, int j) {
        int pair = data.getAtIndex(JAVA_INT, at(k, j));
        return Float.intBitsToFloat(k % 2 == 0 ? pair << BFloat16.HALF : pair & BFloat16.UPPER);
    }

    private void set(int k, int j, float value) {
        int upper = Float.floatToRawIntBits(value);
        int at = at(k, j);
        int kept = k % 2 == 0 ? BFloat16.UPPER : ~BFloat16.UPPER;
        int half = k % 2 == 0 ? upper >>> BFloat16.HALF : upper;
        data.setAtIndex(JAVA_INT, at, (data.getAtIndex(JAVA_INT, at) & kept) | half);
    }

    @Override
    public void pack(Matrix weight, int from, int toColumn) {
        unpacked.forget();
        for (int i = 0; i < weight.rows(); i++) {
            for (int k = 0; k < rows; k++) {
                float value = weight.get(i, from + k);
                if ((Float.floatToRawIntBits(value) & ~BFloat16.UPPER) != 0) {
                    throw new IllegalArgumentException("a weight was not rounded to bfloat16 but is " + value);
                }
                set(k, toColumn + i, value);
            }
        }
    }

    @Override
    public Panels unpacked() {
        return unpacked.of(this);
    }
}
