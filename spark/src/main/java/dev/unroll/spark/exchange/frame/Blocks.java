package dev.unroll.spark.exchange.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which of some floats are not zero, in blocks of {@value #SIZE}, of which the last may be shorter. A block is zero if all its bits are
 * 0, so −0 is not. The gradient of an embedding is zero for most words.
 *
 * <p>A frame has a bit for each block, the lowest of a byte first, that tells whether the block is there; then the blocks that are.
 */
public final class Blocks {

    /** As small as the rows of embeddings are; its bit is 1/1024 of its bytes. */
    public static final int SIZE = 32;

    /** Elements that are looked at together. */
    private static final int STRETCH = 1024;

    private static final float[] ZEROS = new float[STRETCH];

    private final int count;
    private final BitSet there;

    private Blocks(int count, BitSet there) {
        this.count = count;
        this.there = there;
    }

    /** Returns those of some elements of an array. */
    public static Blocks of(float[] values, int from, int count) {
        var there = new BitSet(Math.ceilDiv(count, SIZE));
        for (int many = 0; many < count; many += STRETCH) {
            int end = Math.min(many + STRETCH, count);
            if (!areZero(values, from + many, from + end)) {
                for (int at = many; at < end; at += SIZE) {
                    if (!areZero(values, from + at, from + Math.min(at + SIZE, end))) {
                        there.set(at / SIZE);
                    }
                }
            }
        }
        return new Blocks(count, there);
    }

    private static boolean areZero(float[] values, int from, int to) {
        return Arrays.equals(values, from, to, ZEROS, 0, to - from);
    }

    /** Returns all of so many elements, as if none were zero: for elements that are not known. */
    public static Blocks all(int count) {
        var there = new BitSet();
        there.set(0, Math.ceilDiv(count, SIZE));
        return new Blocks(count, there);
    }

    /** Returns those that the bytes of a frame begin with. */
    static Blocks read(ByteBuffer bytes, int count) {
        int head = Math.min(head(count), bytes.remaining());
        return new Blocks(count, BitSet.valueOf(bytes.slice(bytes.position(), head)));
    }

    private static int head(int count) {
        return Math.ceilDiv(Math.ceilDiv(count, SIZE), Byte.SIZE);
    }

    /** Returns the most bytes that so many floats take in a frame. */
    static int longest(int count) {
        return head(count) + Float.BYTES * count;
    }

    /** Returns how many bytes they take in a frame; of blocks that were read and cannot be, a number that is none. */
    int bytes() {
        int last = Math.ceilDiv(count, SIZE) - 1;
        int missing = there.get(Math.max(0, last)) ? (last + 1) * SIZE - count : 0;
        return there.length() > last + 1 ? -1 : head(count) + Float.BYTES * (there.cardinality() * SIZE - missing);
    }

    /** Writes the elements that they are of to a frame. */
    void put(float[] values, int from, ByteBuffer into) {
        into.put(Arrays.copyOf(there.toByteArray(), head(count)));
        FloatBuffer floats = into.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int at = next(0), end; at < count; at = next(end)) {
            end = end(at);
            floats.put(values, from + at, end - at);
        }
    }

    /**
     * Reads all elements from the right number of a frame's bytes.
     *
     * @param before those of {@code into} that may not be zero: all others must be, and are not touched
     */
    void get(ByteBuffer bytes, float[] into, int from, Blocks before) {
        clear(into, from, before);
        bytes.position(bytes.position() + head(count));
        FloatBuffer floats = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int at = next(0), end; at < count; at = next(end)) {
            end = end(at);
            floats.get(into, from + at, end - at);
        }
    }

    /**
     * Makes elements of another array the same as those that they are of, zeros too.
     *
     * @param before those of {@code into} that may not be zero: all others must be, and are not touched
     */
    public void copy(float[] values, int from, float[] into, int to, Blocks before) {
        clear(into, to, before);
        for (int at = next(0), end; at < count; at = next(end)) {
            end = end(at);
            System.arraycopy(values, from + at, into, to + at, end - at);
        }
    }

    /** Sets to zero what is zero here and was not. */
    private void clear(float[] into, int from, Blocks before) {
        var gone = (BitSet) before.there.clone();
        gone.andNot(there);
        var blocks = new Blocks(count, gone);
        for (int at = blocks.next(0), end; at < count; at = blocks.next(end)) {
            end = blocks.end(at);
            Arrays.fill(into, from + at, from + end, 0);
        }
    }

    /** Returns the first element, from one that begins a block on, that is there; their number if there is none. */
    private int next(int at) {
        int block = there.nextSetBit(Math.ceilDiv(at, SIZE));
        return block < 0 ? count : block * SIZE;
    }

    /** Returns the first element after one that is there that is not. */
    private int end(int at) {
        return Math.min(count, there.nextClearBit(at / SIZE) * SIZE);
    }
}
