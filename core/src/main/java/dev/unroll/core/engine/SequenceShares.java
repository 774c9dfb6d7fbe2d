package dev.unroll.core.engine;

import java.util.Arrays;

/** Which sequences of a batch each thread owns. */
final class SequenceShares {

    private final int[] firstSequence;
    private int members = 1;

    SequenceShares(int threads) {
        this.firstSequence = new int[threads + 1];
    }

    /** Cuts the batch where the rows are shared out evenly: equal work, whatever the lengths. */
    void split(Unrolling unrolling, int among) {
        members = among;
        int rows = unrolling.rows();
        int batch = unrolling.batch();
        long seen = 0;
        int member = 1;
        for (int b = 0; b < batch && member < members; b++) {
            seen += unrolling.length(b);
            while (member < members && seen * members >= (long) rows * member) {
                firstSequence[member++] = b + 1;
            }
        }
        Arrays.fill(firstSequence, member, firstSequence.length, batch);
        firstSequence[members] = batch;
    }

    /** Returns how many threads share the batch. */
    int members() {
        return members;
    }

    /** Returns the first of a member's sequences, which end before that of the next member. */
    int first(int member) {
        return firstSequence[member];
    }

    /** Returns who owns the only sequence. */
    int owner() {
        int member = 0;
        while (firstSequence[member + 1] == 0) {
            member++;
        }
        return member;
    }
}
