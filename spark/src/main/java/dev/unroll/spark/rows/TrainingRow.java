package dev.unroll.spark.rows;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A row as it travels: what its example is made of, and its place among all others, which depends on a seed and on nothing but
 * what is in it.
 */
public final class TrainingRow implements Comparable<TrainingRow>, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** A row from which there is nothing to learn. */
    public static final TrainingRow NONE = new TrainingRow(Use.LEFT_OUT, 0, new byte[0]);

    private final Use use;
    private final long place;
    private final byte[] content;

    /**
     * Makes a row.
     *
     * @param place a hash of the content, compared without a sign; rows of equal places stand in the order of their contents
     */
    TrainingRow(Use use, long place, byte[] content) {
        this.use = use;
        this.place = place;
        this.content = content;
    }

    /** What becomes of a row. */
    public enum Use {
        TRAINING,
        VALIDATION,
        /** It has no input, or no label. */
        LEFT_OUT
    }

    /** Returns a row in the place that its content has by a seed. */
    public static TrainingRow of(Use use, byte[] content, long seed) {
        return new TrainingRow(use, place(content, seed), content);
    }

    private static long place(byte[] content, long seed) {
        ByteBuffer bytes =
                ByteBuffer.wrap(Arrays.copyOf(content, Math.ceilDiv(content.length, Long.BYTES) * Long.BYTES));
        long hash = CounterHash.bits(seed, Purpose.SHARD, content.length, 0, 0, 1);
        while (bytes.hasRemaining()) {
            hash = CounterHash.bits(hash, bytes.getLong());
        }
        return hash;
    }

    /**
     * Returns this row, or if its place is among the first of a share of all places, one that is scored and not trained on: equal
     * rows stay together.
     *
     * @param share from 0, of none, to 1
     */
    public TrainingRow scoredIn(double share) {
        boolean isScored = use == Use.TRAINING && (place >>> 11) * 0x1p-53 < share;
        return isScored ? new TrainingRow(Use.VALIDATION, place, content) : this;
    }

    /** Returns what becomes of it. */
    public Use use() {
        return use;
    }

    long place() {
        return place;
    }

    /** Returns what its example is made of, not a copy. */
    public byte[] content() {
        return content;
    }

    @Override
    public int compareTo(TrainingRow other) {
        int byPlace = Long.compareUnsigned(place, other.place);
        return byPlace != 0 ? byPlace : Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingRow that && use == that.use && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(place);
    }

    @Override
    public String toString() {
        return use + " " + Long.toHexString(place);
    }
}
