package dev.unroll.spark.exchange.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** Makes frames of bytes; after the first that is none it is deaf. */
public final class FrameDecoder extends ByteToMessageDecoder {

    private final CRC32C crc = new CRC32C();
    private Seal seal = new Seal.None();
    private int limit = Frame.LIMIT_OF_STRANGERS;
    private boolean isDeaf;

    /** Makes the decoder of a connection to a stranger. */
    public FrameDecoder() {}

    /** Says that the frames from now on are those of a member. */
    public void trust(Seal ofMember, int longestPayload) {
        seal = ofMember;
        limit = longestPayload + ofMember.growth();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (isDeaf) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            read(context, in, out);
        } catch (FrameException e) {
            isDeaf = true;
            throw e;
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int at = in.readerIndex();
        if (in.readableBytes() >= Integer.BYTES && in.getIntLE(at) != Frame.MAGIC) {
            throw new FrameException("sent something else than a frame, which begins with " + hex(Frame.MAGIC)
                    + " and not with " + hex(in.getIntLE(at)));
        }
        if (in.readableBytes() < Frame.HEAD) {
            return;
        }
        Kind kind = kind(in, at);
        int length = in.getIntLE(at + Frame.LENGTH_AT);
        if (length < seal.growth() || length > limit) {
            throw new FrameException(
                    "sent a frame of " + length + " bytes, of which there may be " + seal.growth() + " to " + limit);
        }
        int covered = Frame.HEAD + length;
        if (in.readableBytes() < covered + Frame.TRAILER) {
            return;
        }
        check(in, at, covered);
        var mark = new Frame.Mark(
                in.getLongLE(at + 12), in.getLongLE(at + 20), in.getIntLE(at + 28), in.getIntLE(at + 32));
        out.add(new Frame(kind, mark, payload(context, in, at, length)));
        in.skipBytes(covered + Frame.TRAILER);
    }

    private static Kind kind(ByteBuf in, int at) {
        int version = in.getByte(at + 4);
        int code = in.getByte(at + 5);
        if (version != Frame.VERSION) {
            throw new FrameException("sent a frame of version " + version + " instead of " + Frame.VERSION
                    + ", as only another version of Unroll does");
        }
        return Kind.of(code).orElseThrow(() -> new FrameException("sent a frame of the unknown kind " + code));
    }

    private void check(ByteBuf in, int at, int covered) {
        crc.reset();
        crc.update(in.internalNioBuffer(at, covered));
        int told = in.getIntLE(at + covered);
        int actual = (int) crc.getValue();
        if (told != actual) {
            throw new FrameException(
                    "sent a frame that is corrupted, as its CRC32C is " + hex(actual) + " instead of " + hex(told));
        }
    }

    private ByteBuf payload(ChannelHandlerContext context, ByteBuf in, int at, int length) {
        if (seal instanceof Seal.None) {
            return in.retainedSlice(at + Frame.HEAD, length);
        }
        int bytes = length - seal.growth();
        ByteBuf payload = context.alloc().directBuffer(Math.max(1, bytes));
        try {
            seal.apply(
                    in.nioBuffer(at, Frame.HEAD), in.nioBuffer(at + Frame.HEAD, length), payload.nioBuffer(0, bytes));
            return payload.writerIndex(bytes);
        } catch (GeneralSecurityException e) {
            payload.release();
            throw new FrameException("sent a frame that was changed on its way, or sent before");
        }
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits(value);
    }
}
