package dev.unroll.data;

/** The 64-bit FNV-1a hash of Fowler, Noll and Vo 1991, over units larger than their bytes. */
public final class Fnv {

    /** The hash of nothing. */
    public static final long OFFSET = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private Fnv() {}

    /** Returns the hash of all units before and this one. */
    public static long next(long hash, int unit) {
        return (hash ^ unit) * PRIME;
    }
}
