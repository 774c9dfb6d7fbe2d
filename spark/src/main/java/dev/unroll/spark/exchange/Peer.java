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

    /** Bytes worth a flush, which wakes Netty's thread and calls the system. */
    private static final int MANY = 64 * 1024;

    private final SocketChannel channel;
    private final Greeting greeting;
    private final FrameWriter writer;
    private int unflushed;

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

    /** Sends the blocks of an array, at once if many bytes are unflushed, else by {@link #flush}. */
    synchronized void send(Kind kind, Frame.Mark mark, Blocks blocks, float[] values) {
        write(writer.floats(kind, mark, blocks, values));
    }

    /** Sends bytes, in the same way. */
    synchronized void send(Kind kind, Frame.Mark mark, byte[] payload) {
        write(writer.bytes(kind, mark, payload));
    }

    private void write(ByteBuf frame) {
        unflushed += frame.readableBytes();
        ChannelFuture _ = channel.write(frame);
        if (unflushed >= MANY) {
            flush();
        }
    }

    /** Sends what has not been sent yet. */
    synchronized void flush() {
        if (unflushed > 0) {
            unflushed = 0;
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
