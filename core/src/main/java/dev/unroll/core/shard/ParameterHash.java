package dev.unroll.core.shard;

/** A hash of parameters that is quick enough to be made before each update: it tells processes that have come apart. */
public final class ParameterHash {

    private static final int AT_ONCE = 4096;

    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private ParameterHash() {}

    /**
     * Returns the hash of the bits of all parameters; four chains, of every fourth parameter, that do not wait for each other. Of a copy,
     * {@value #AT_ONCE} at a time: memory is copied faster than it is read one by one.
     */
    public static long of(float[] values) {
        float[] copy = new float[AT_ONCE];
        long[] chains = {1, 2, 3, 4};
        for (int from = 0; from < values.length; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, values.length - from);
            System.arraycopy(values, from, copy, 0, count);
            add(copy, count, chains);
        }
        return ((chains[0] * PRIME + chains[1]) * PRIME + chains[2]) * PRIME + chains[3];
    }

    private static void add(float[] values, int count, long[] chains) {
        long a = chains[0];
        long b = chains[1];
        long c = chains[2];
        long d = chains[3];
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a = (a + Float.floatToRawIntBits(values[i])) * PRIME;
            b = (b + Float.floatToRawIntBits(values[i + 1])) * PRIME;
            c = (c + Float.floatToRawIntBits(values[i + 2])) * PRIME;
            d = (d + Float.floatToRawIntBits(values[i + 3])) * PRIME;
        }
        for (; i < count; i++) {
            a = (a + Float.floatToRawIntBits(values[i])) * PRIME;
        }
        chains[0] = a;
        chains[1] = b;
        chains[2] = c;
        chains[3] = d;
    }
}
