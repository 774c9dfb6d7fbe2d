package dev.unroll.core.shard;

import java.util.Arrays;

/** A hash of parameters that is quick enough to be made before each update: it tells processes that have come apart. */
public final class ParameterHash {

    private static final int AT_ONCE = 4096;

    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private ParameterHash() {}

    /**
     * Returns the hash of the bits of all parameters; four chains, of every fourth pair, that do not wait for each other. Of a copy,
     * {@value #AT_ONCE} at a time: memory is copied faster than it is read one by one.
     */
    public static long of(float[] values) {
        float[] copy = new float[AT_ONCE];
        long[] chains = {1, 2, 3, 4};
        for (int from = 0; from < values.length; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, values.length - from);
            System.arraycopy(values, from, copy, 0, count);
            Arrays.fill(copy, count, AT_ONCE, 0);
            add(copy, chains);
        }
        return ((chains[0] * PRIME + chains[1]) * PRIME + chains[2]) * PRIME + chains[3];
    }

    private static void add(float[] values, long[] chains) {
        long a = chains[0];
        long b = chains[1];
        long c = chains[2];
        long d = chains[3];
        for (int i = 0; i < values.length; i += 8) {
            a = (a + pair(values, i)) * PRIME;
            b = (b + pair(values, i + 2)) * PRIME;
            c = (c + pair(values, i + 4)) * PRIME;
            d = (d + pair(values, i + 6)) * PRIME;
        }
        chains[0] = a;
        chains[1] = b;
        chains[2] = c;
        chains[3] = d;
    }

    private static long pair(float[] values, int i) {
        return (long) Float.floatToRawIntBits(values[i]) << Integer.SIZE ^ Float.floatToRawIntBits(values[i + 1]);
    }
}
