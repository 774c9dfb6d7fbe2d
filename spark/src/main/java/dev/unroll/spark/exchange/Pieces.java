package dev.unroll.spark.exchange;

/** How parameters are cut: a piece for each member to sum up, and each piece in chunks, which are what a frame carries. */
record Pieces(int parameters, int members) {

    /** Parameters in a chunk, 64 KiB: many enough that frames cost little, few enough that sums are made while others travel. */
    static final int CHUNK = 16 * 1024;

    /** Returns the first parameter of a member's piece; that of the member after the last is their number. */
    int from(int member) {
        return (int) ((long) parameters * member / members);
    }

    int size(int member) {
        return from(member + 1) - from(member);
    }

    int chunks(int member) {
        return Math.ceilDiv(size(member), CHUNK);
    }

    /** Returns the first parameter of a chunk of a piece. */
    int from(int member, int chunk) {
        return from(member) + chunk * CHUNK;
    }

    int size(int member, int chunk) {
        return Math.min(CHUNK, size(member) - chunk * CHUNK);
    }
}
