package dev.unroll.core.kernel;

/**
 * All randomness of Unroll: a hash of named coordinates, with no state anywhere.
 *
 * <p>The same seed, purpose and coordinates give the same number on every machine, in any order, at any time; so nothing
 * random has to be saved, and a run can be resumed or split without changing a bit. The mixing is the finalizer of
 * SplitMix64 (Steele, Lea and Flood 2014), applied once a coordinate.
 */
public final class CounterHash {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private CounterHash() {}

    /** What a random number is for; numbers of two purposes are independent. */
    public enum Purpose {
        INITIALIZATION(1),
        SHUFFLE(2),
        SPLIT(3),
        DROPOUT(4),
        SAMPLING(5),
        BUCKETING(6),
        TOKEN_DROPOUT(7),
        SCHEDULED_SAMPLING(8),
        RECURRENT_MASK(9),
        WEIGHT_DROP(10),
        SHARD(11),
        MADE_DATA(16);

        private final int code;

        Purpose(int code) {
            this.code = code;
        }
    }

    /** Returns 64 random bits for these coordinates. */
    public static long bits(long seed, Purpose purpose, long a, long b, long c, long d) {
        return bits(prefix(seed, purpose, a, b, c), d);
    }

    /** Returns the hash of all coordinates but the last, for {@link #bits(long, long)} of many last ones. */
    public static long prefix(long seed, Purpose purpose, long a, long b, long c) {
        long hash = mix(seed + GOLDEN_GAMMA * purpose.code);
        hash = mix(hash + GOLDEN_GAMMA * (a + 1));
        hash = mix(hash + GOLDEN_GAMMA * (b + 1));
        return mix(hash + GOLDEN_GAMMA * (c + 1));
    }

    /** Returns 64 random bits for the last coordinate after a {@link #prefix}. */
    public static long bits(long prefix, long d) {
        return mix(prefix + GOLDEN_GAMMA * (d + 1));
    }

    /** Returns a uniform number in [0, 1), a multiple of 2⁻²⁴. */
    public static float uniform(long seed, Purpose purpose, long a, long b, long c, long d) {
        return uniform(prefix(seed, purpose, a, b, c), d);
    }

    /** Returns a uniform number in [0, 1), a multiple of 2⁻²⁴, for the last coordinate after a {@link #prefix}. */
    public static float uniform(long prefix, long d) {
        return (bits(prefix, d) >>> 40) * 0x1p-24f;
    }

    /** Returns a standard normal number (Box and Muller 1958). */
    public static double normal(long seed, Purpose purpose, long a, long b, long c, long d) {
        long first = bits(seed, purpose, a, b, c, d);
        long second = mix(first + GOLDEN_GAMMA);
        double radius = StrictMath.sqrt(-2 * StrictMath.log(((first >>> 11) + 1) * 0x1p-53));
        return radius * StrictMath.cos(2 * StrictMath.PI * ((second >>> 11) * 0x1p-53));
    }

    /** Returns the numbers 0 .. n in the random order of these coordinates (Fisher and Yates). */
    public static int[] permutation(int n, long seed, Purpose purpose, long a) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = (int) Long.remainderUnsigned(bits(seed, purpose, a, i, 0, 0), i + 1L);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private static long mix(long z) {
        long first = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }
}
