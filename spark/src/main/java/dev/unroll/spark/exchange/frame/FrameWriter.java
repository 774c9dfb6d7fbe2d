package dev.unroll.spark.exchange.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32C;

/** Makes the frames of one direction of a connection, in their order. */
public final class FrameWriter {

    private final ByteBufAllocator allocator;
    private final Seal seal;
    private final CRC32C crc = new CRC32C();

    /** Makes the writer of a connection. */
    public FrameWriter(ByteBufAllocator allocator, Seal seal) {
        this.allocator = allocator;
        this.seal = seal;
    }

    /** Returns a frame of the blocks of an array, from the first parameter of the mark on. */
    public ByteBuf floats(Kind kind, Frame.Mark mark, Blocks blocks, float[] values) {
        int bytes = blocks.bytes();
        ByteBuf frame = begin(kind, mark, bytes);
        blocks.put(values, mark.from(), frame.internalNioBuffer(Frame.HEAD, bytes));
        return finish(frame.writerIndex(Frame.HEAD + bytes));
    }

    /** Returns a frame of bytes. */
    public ByteBuf bytes(Kind kind, Frame.Mark mark, byte[] payload) {
        return finish(begin(kind, mark, payload.length).writeBytes(payload));
    }

    private ByteBuf begin(Kind kind, Frame.Mark mark, int bytes) {
        return allocator
                .directBuffer(Frame.HEAD + bytes + Frame.TRAILER)
                .writeIntLE(Frame.MAGIC)
                .writeByte(Frame.VERSION)
                .writeByte(kind.code())
                .writeShortLE(0)
                .writeIntLE(bytes + seal.growth())
                .writeLongLE(mark.step())
                .writeLongLE(mark.parameters())
                .writeIntLE(mark.shard())
                .writeIntLE(mark.from());
    }

    private ByteBuf finish(ByteBuf open) {
        ByteBuf frame = seal instanceof Seal.None ? open : sealed(open);
        crc.reset();
        crc.update(frame.internalNioBuffer(0, frame.writerIndex()));
        return frame.writeIntLE((int) crc.getValue());
    }

    private ByteBuf sealed(ByteBuf open) {
        int bytes = open.writerIndex() - Frame.HEAD + seal.growth();
        ByteBuf frame = allocator.directBuffer(Frame.HEAD + bytes + Frame.TRAILER);
        try {
            frame.writeBytes(open, 0, Frame.HEAD);
            seal.apply(
                    frame.nioBuffer(),
                    open.nioBuffer(Frame.HEAD, bytes - seal.growth()),
                    frame.nioBuffer(Frame.HEAD, bytes));
            return frame.writerIndex(Frame.HEAD + bytes);
        } catch (GeneralSecurityException e) {
            frame.release();
            throw new IllegalStateException("every frame can be encrypted", e);
        } finally {
            open.release();
        }
    }
}
