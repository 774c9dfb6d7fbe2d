package dev.unroll.core.shard;

/** A hash of parameters that is quick enough to be made before each update: it tells processes that have come apart. */
public final class ParameterHash {

    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private ParameterHash() {}

    /** Returns the hash of the bits of all parameters; four chains, of every fourth parameter, that do not wait for each other. */
    public static long of(float[] values) {
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        int i = 0;
        for (; i + 3 < values.length; i += 4) {
            a = (a + Float.floatToRawIntBits(values[i])) * PRIME;
            b = (b + Float.floatToRawIntBits(values[i + 1])) * PRIME;
            c = (c + Float.floatToRawIntBits(values[i + 2])) * PRIME;
            d = (d + Float.floatToRawIntBits(values[i + 3])) * PRIME;
        }
        for (; i < values.length; i++) {
            a = (a + Float.floatToRawIntBits(values[i])) * PRIME;
        }
        return ((a * PRIME + b) * PRIME + c) * PRIME + d;
    }
}
