package dev.unroll.spark.exchange.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Floats as a frame has them, without what is zero: a bit for each block of {@value #SIZE}, the lowest of a byte first, that tells
 * whether the block is there; then the blocks that are, of which the last of all may be shorter. A block is left out if all its bits
 * are 0, so what is read is what was written, −0 and NaN too. The gradient of an embedding is zero for most words.
 */
final class Blocks {

    /** As small as the rows of embeddings are; its bit is 1/1024 of its bytes. */
    private static final int SIZE = 32;

    private final int count;
    private final BitSet there;

    private Blocks(int count, BitSet there) {
        this.count = count;
        this.there = there;
    }

    /** Returns the most bytes that so many floats take. */
    static int longest(int count) {
        return head(count) + Float.BYTES * count;
    }

    private static int head(int count) {
        return Math.ceilDiv(Math.ceilDiv(count, SIZE), Byte.SIZE);
    }

    /** Returns the blocks of some elements of an array. */
    static Blocks of(float[] values, int from, int count) {
        var there = new BitSet(Math.ceilDiv(count, SIZE));
        for (int many = 0; many < count; many += Zeros.STRETCH) {
            int end = Math.min(many + Zeros.STRETCH, count);
            if (!Zeros.are(values, from + many, from + end)) {
                for (int at = many; at < end; at += SIZE) {
                    there.set(at / SIZE, !Zeros.are(values, from + at, from + Math.min(at + SIZE, end)));
                }
            }
        }
        return new Blocks(count, there);
    }

    /** Returns the blocks that bytes begin with. */
    static Blocks read(ByteBuffer bytes, int count) {
        int head = Math.min(head(count), bytes.remaining());
        return new Blocks(count, BitSet.valueOf(bytes.slice(bytes.position(), head)));
    }

    /** Returns how many bytes they take; of blocks that were read and cannot be, a number that is none. */
    int bytes() {
        int last = Math.ceilDiv(count, SIZE) - 1;
        int missing = there.get(Math.max(0, last)) ? (last + 1) * SIZE - count : 0;
        return there.length() > last + 1 ? -1 : head(count) + Float.BYTES * (there.cardinality() * SIZE - missing);
    }

    /** Writes the elements that they are of. */
    void put(float[] values, int from, ByteBuffer into) {
        into.put(Arrays.copyOf(there.toByteArray(), head(count)));
        FloatBuffer floats = into.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int at = next(0), end; at < count; at = next(end)) {
            end = end(at);
            floats.put(values, from + at, end - at);
        }
    }

    /** Reads all elements from bytes of the right number. */
    void get(ByteBuffer bytes, float[] into, int from) {
        bytes.position(bytes.position() + head(count));
        FloatBuffer floats = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        int end = 0;
        for (int at = next(0); at < count; at = next(end)) {
            Zeros.put(into, from + end, from + at);
            end = end(at);
            floats.get(into, from + at, end - at);
        }
        Zeros.put(into, from + end, from + count);
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
