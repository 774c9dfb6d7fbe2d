package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Blocks;

/**
 * How parameters are cut: in chunks, each of which a frame carries, dealt out to the members in turn. A member's chunks are its piece,
 * which it sums up. In turn, because the gradients of rare words, the last of an embedding, are mostly zero: so each has about as many
 * of them.
 */
record Pieces(int parameters, int members) {

    /** Parameters in a chunk at most, 64 KiB: many enough that frames cost little, few enough that sums are made while others travel. */
    static final int CHUNK = 16 * 1024;

    /** Returns how many parameters a chunk has, but for the last: as many as make each member's share about the same, in whole blocks. */
    private int chunkSize() {
        int turns = Math.ceilDiv(Math.ceilDiv(parameters, CHUNK), members);
        return Math.ceilDiv(Math.ceilDiv(parameters, members * turns), Blocks.SIZE) * Blocks.SIZE;
    }

    /** Returns how many chunks a member sums up. */
    int chunks(int member) {
        return Math.ceilDiv(Math.max(0, Math.ceilDiv(parameters, chunkSize()) - member), members);
    }

    /** Returns the first parameter of a chunk of a member. */
    int from(int member, int chunk) {
        return (chunk * members + member) * chunkSize();
    }

    /** Returns how many parameters a chunk of a member has. */
    int size(int member, int chunk) {
        return Math.min(chunkSize(), parameters - from(member, chunk));
    }
}
