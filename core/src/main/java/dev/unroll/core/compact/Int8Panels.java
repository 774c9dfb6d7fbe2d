package dev.unroll.core.compact;

import static dev.unroll.core.kernel.Panels.WIDTH;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;

/**
 * B in panels of {@code WIDTH} columns as {@link Panels} has them, a byte each, and a scale for each column.
 *
 * <p>Element (k, j) is {@code data[(j / WIDTH * rows + k) * WIDTH + j % WIDTH] * scales[j]}.
 */
final class Int8Panels implements CompactPanels {

    private final byte[] data;
    private final float[] scales;
    private final int rows;
    private final int columns;
    private final Unpacked unpacked = new Unpacked();

    Int8Panels(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        int panels = (columns + WIDTH - 1) / WIDTH;
        this.data = new byte[Math.multiplyExact(Math.multiplyExact(panels, rows), WIDTH)];
        this.scales = new float[panels * WIDTH];
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
        return data.length + (long) Float.BYTES * scales.length;
    }

    byte[] data() {
        return data;
    }

    /** Returns the scale of each column, padded with zeros to whole panels. */
    float[] scales() {
        return scales;
    }

    int at(int k, int j) {
        return (j / WIDTH * rows + k) * WIDTH + j % WIDTH;
    }

    @Override
    public float get(int k, int j) {
        return data[at(k, j)] * scales[j];
    }

    @Override
    public void pack(Matrix weight, int from, int toColumn) {
        unpacked.forget();
        for (int i = 0; i < weight.rows(); i++) {
            float scale = Int8.scale(weight, i);
            scales[toColumn + i] = scale;
            for (int k = 0; k < rows; k++) {
                float value = weight.get(i, from + k);
                int whole = Int8.nearest(value, scale);
                if (whole * scale != value) {
                    throw new IllegalArgumentException("a weight was not rounded to int8 but is " + value);
                }
                data[at(k, toColumn + i)] = (byte) whole;
            }
        }
    }

    @Override
    public Panels unpacked() {
        return unpacked.of(this);
    }
}
