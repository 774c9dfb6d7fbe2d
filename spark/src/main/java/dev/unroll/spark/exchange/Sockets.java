package dev.unroll.spark.exchange;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.TimeUnit;

/** The sockets of a member and the one thread that serves them. */
final class Sockets implements AutoCloseable {

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("unroll-exchange", true), NioIoHandler.newFactory());

    /** All that are open; one that comes when they have been closed is closed. */
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    EventLoopGroup group() {
        return group;
    }

    void add(Channel channel) {
        boolean _ = channels.add(channel);
    }

    /** Closes them and ends the thread. */
    @Override
    public void close() {
        long most = Peer.LAST_WORDS.toMillis();
        boolean isOpen = !group.isShuttingDown();
        boolean _ = channels.close().awaitUninterruptibly(most);
        if (isOpen) {
            // A thread that is ended does not always tell its channels; those that have closed are told in its queue.
            boolean _ = group.submit(() -> {}).awaitUninterruptibly(most);
        }
        boolean _ = group.shutdownGracefully(0, most, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * most);
    }
}
