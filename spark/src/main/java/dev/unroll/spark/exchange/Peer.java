package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.FrameWriter;
import dev.unroll.spark.exchange.frame.Kind;
import dev.unroll.spark.exchange.frame.Seal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;
import java.util.List;

/** The connection to another member. */
final class Peer {

    /** How long what a member says at its end may take. */
    static final Duration LAST_WORDS = Duration.ofSeconds(2);

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

    /** Sends all members the same, and waits until it is on its way, if that does not take too long. */
    static void tell(List<Peer> peers, Kind kind, byte[] payload) {
        peers.forEach(peer -> peer.send(kind, Frame.Mark.NONE, payload));
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        peers.forEach(peer -> peer.flush(end));
    }

    private void flush(long end) {
        ChannelFuture sent;
        synchronized (this) {
            sent = last;
        }
        boolean _ = sent.awaitUninterruptibly(Math.max(0, end - System.nanoTime()) / 1_000_000);
    }
}
