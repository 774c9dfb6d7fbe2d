package dev.unroll.spark.exchange.frame;

import java.util.Arrays;

/** Stretches of a gradient that are zero: of an embedding, those of the rare words. Memory is read faster than it is written. */
public final class Zeros {

    /** Elements that are looked at together. */
    static final int STRETCH = 1024;

    private static final float[] ZEROS = new float[STRETCH];

    private Zeros() {}

    /** Returns whether elements, at most {@value #STRETCH}, are zero, bit by bit: −0 is not. */
    static boolean are(float[] values, int from, int to) {
        return Arrays.equals(values, from, to, ZEROS, 0, to - from);
    }

    /** Sets elements to zero, and writes where one is not. */
    static void put(float[] values, int from, int to) {
        for (int at = from, end; at < to; at = end) {
            end = Math.min(at + STRETCH, to);
            if (!are(values, at, end)) {
                Arrays.fill(values, at, end, 0);
            }
        }
    }

    /** Copies elements, zeros only to where there are others. */
    public static void copy(float[] from, int fromAt, float[] to, int toAt, int count) {
        for (int at = 0, end; at < count; at = end) {
            end = Math.min(at + STRETCH, count);
            if (are(from, fromAt + at, fromAt + end)) {
                put(to, toAt + at, toAt + end);
            } else {
                System.arraycopy(from, fromAt + at, to, toAt + at, end - at);
            }
        }
    }
}
