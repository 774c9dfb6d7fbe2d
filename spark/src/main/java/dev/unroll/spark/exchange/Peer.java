package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Blocks;
import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.FrameWriter;
import dev.unroll.spark.exchange.frame.Kind;
import dev.unroll.spark.exchange.frame.Seal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connection to another member. */
final class Peer {

    /** How long a member that ends waits for others to hear it. */
    static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** Bytes that are given to the connection at once: each time its thread is woken, and asks the system to take them. */
    private static final int MANY = 64 * 1024;

    private final SocketChannel channel;
    private final Greeting greeting;
    private final FrameWriter writer;
    private int waiting;

    /** Makes one of a connection whose both ends have proved to be members. */
    Peer(SocketChannel channel, Greeting greeting, Seal seal) {
        this.channel = channel;
        this.greeting = greeting;
        this.writer = new FrameWriter(channel.alloc(), seal);
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

    /** Sends elements of an array, of which the blocks are, at the latest when {@link #flush} says so. */
    synchronized void send(Kind kind, Frame.Mark mark, Blocks blocks, float[] values, int from) {
        write(writer.floats(kind, mark, blocks, values, from));
    }

    /** Sends bytes, at the latest when {@link #flush} says so. */
    synchronized void send(Kind kind, Frame.Mark mark, byte[] payload) {
        write(writer.bytes(kind, mark, payload));
    }

    private void write(ByteBuf frame) {
        waiting += frame.readableBytes();
        ChannelFuture _ = channel.write(frame);
        if (waiting >= MANY) {
            flush();
        }
    }

    /** Sends what has not been sent yet. */
    synchronized void flush() {
        if (waiting > 0) {
            waiting = 0;
            Channel _ = channel.flush();
        }
    }

    /**
     * Sends all members the same, and nothing after it, and waits until they have closed their ends, if that does not take too
     * long: who closed first, with something unread, might take from them what it has said.
     */
    static void end(List<Peer> peers, Kind kind, byte[] payload) {
        peers.forEach(peer -> peer.end(kind, payload));
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        for (Peer peer : peers) {
            long most = Math.max(0, end - System.nanoTime());
            boolean _ = peer.channel.closeFuture().awaitUninterruptibly(most, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void end(Kind kind, byte[] payload) {
        channel.writeAndFlush(writer.bytes(kind, Frame.Mark.NONE, payload)).addListener(_ -> {
            ChannelFuture _ = channel.shutdownOutput();
        });
    }
}
