package dev.unroll.spark.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;

/** The connection to another member. */
final class Peer {

    private final Channel channel;
    private final Greeting greeting;
    private final FrameWriter writer;
    private ChannelFuture last;

    /** Makes one of a connection whose both ends have proved to be members. */
    Peer(Channel channel, Greeting greeting, Seal seal) {
        this.channel = channel;
        this.greeting = greeting;
        this.writer = new FrameWriter(channel.alloc(), seal);
        this.last = channel.newSucceededFuture();
    }

    int member() {
        return greeting.from();
    }

    /** Returns what the member has said of itself. */
    Greeting greeting() {
        return greeting;
    }

    /** Tells whether more can be sent without piling up here. */
    boolean isReady() {
        return channel.isWritable();
    }

    synchronized void send(Kind kind, Frame.Mark mark, float[] values, int from, int count) {
        write(writer.floats(kind, mark, values, from, count));
    }

    synchronized void send(Kind kind, Frame.Mark mark, byte[] payload) {
        write(writer.bytes(kind, mark, payload));
    }

    private void write(ByteBuf frame) {
        last = channel.writeAndFlush(frame);
    }

    /** Waits until all that was sent is on its way, if that does not take too long. */
    void flush(Duration most) {
        ChannelFuture sent;
        synchronized (this) {
            sent = last;
        }
        boolean _ = sent.awaitUninterruptibly(most.toMillis());
    }

    void close() {
        ChannelFuture _ = channel.close();
    }
}
