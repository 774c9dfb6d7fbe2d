package dev.unroll.spark.exchange.frame;

import io.netty.buffer.ByteBuf;

/**
 * What one member sends another at once.
 *
 * <pre>
 *   0  magic, 4 bytes      4  version       5  kind      6  0, 2 bytes
 *   8  n, length of the payload, 4 bytes   12  step, 8   20  hash of the parameters, 8
 *  28  shard, 4           32  first parameter, 4
 *  36  payload, n bytes; encrypted, its last 16 are the tag, of the 36 before it too
 *  36 + n  CRC32C of all before it, 4
 * </pre>
 *
 * All little-endian.
 *
 * @param payload not encrypted any more; whoever has the frame releases it
 */
public record Frame(Kind kind, Mark mark, ByteBuf payload) {

    static final int MAGIC = 0x58524e55;
    static final int VERSION = 2;
    static final int HEAD = 36;
    static final int TRAILER = 4;
    static final int LENGTH_AT = 8;

    /** Enough for all that is said before members know each other. */
    static final int LIMIT_OF_STRANGERS = 256;

    /**
     * What a frame belongs to.
     *
     * @param step number of the update; 0 before the first
     * @param parameters hash of the parameters before the update
     * @param shard whose gradient it is, else 0
     * @param from first parameter, else 0
     */
    public record Mark(long step, long parameters, int shard, int from) {
        /** That of a frame outside of updates. */
        public static final Mark NONE = new Mark(0, 0, 0, 0);
    }

    /** Returns the most bytes of a payload of so many floats. */
    public static int longest(int count) {
        return Blocks.longest(count);
    }

    /** Tells whether the payload is one of so many floats. */
    public boolean hasFloats(int count) {
        return Blocks.read(payload.nioBuffer(), count).bytes() == payload.readableBytes();
    }

    /**
     * Copies a payload that {@link #hasFloats}.
     *
     * @param before the blocks of {@code into} that may not be zero: all others must be, and are not touched
     */
    public void floats(float[] into, int at, int count, Blocks before) {
        Blocks.read(payload.nioBuffer(), count).get(payload.nioBuffer(), into, at, before);
    }

    /** Returns a copy of the payload. */
    public byte[] bytes() {
        byte[] bytes = new byte[payload.readableBytes()];
        payload.getBytes(payload.readerIndex(), bytes);
        return bytes;
    }

    /** Keeps the payload for one more who releases the frame. */
    public Frame retain() {
        payload.retain();
        return this;
    }

    /** Gives the payload back; the frame is not to be used any more. */
    public void release() {
        payload.release();
    }
}
