package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Blocks;

/**
 * How parameters are cut: in chunks, which are what a frame carries, and dealt out to the members in turn, each of which sums up its
 * own. Where many gradients are zero, as of the rare words of an embedding, each has as many of them as the others.
 */
record Pieces(int parameters, int members) {

    /** Parameters in a chunk at most, 64 KiB: many enough that frames cost little, few enough that sums are made while others travel. */
    static final int CHUNK = 16 * 1024;

    /** Returns how many parameters a chunk has, but for the last: as many as make each member's share about the same, in whole blocks. */
    private int chunk() {
        int turns = Math.ceilDiv(parameters, members * CHUNK);
        return Math.ceilDiv(Math.ceilDiv(parameters, members * turns), Blocks.SIZE) * Blocks.SIZE;
    }

    /** Returns how many chunks a member sums up. */
    int chunks(int member) {
        return Math.ceilDiv(Math.max(0, Math.ceilDiv(parameters, chunk()) - member), members);
    }

    /** Returns the first parameter of a chunk of a member. */
    int from(int member, int chunk) {
        return (chunk * members + member) * chunk();
    }

    /** Returns how many parameters a chunk of a member has. */
    int size(int member, int chunk) {
        return Math.min(chunk(), parameters - from(member, chunk));
    }
}
