package dev.unroll.spark.exchange;

import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.frame.FrameDecoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A port that other members can connect to, open before their addresses are known. */
public final class Listener implements AutoCloseable {

    /** As many members may call before this one answers. */
    private static final int BACKLOG = 1024;

    /** What may wait here for a member that reads slowly, in bytes: some frames, so that its connection is never idle. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    /** Reads some frames at once, so that few are put together of pieces. */
    private static final RecvByteBufAllocator READING = new AdaptiveRecvByteBufAllocator(2048, 64 * 1024, 512 * 1024);

    private final String host;
    private final EventLoopGroup group;
    private final Channel server;
    private volatile Optional<Meeting> meeting = Optional.empty();

    Listener(String host) {
        this.host = host;
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("unroll-exchange", true), NioIoHandler.newFactory());
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, READING)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .childOption(ChannelOption.AUTO_CLOSE, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        greet(channel, meeting.orElseThrow(), OptionalInt.empty());
                    }
                })
                .bind(host, 0)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            shutDown(group);
            throw new ExchangeException(
                    "there is no port to listen at on " + host + ": "
                            + bound.cause().getMessage(),
                    0,
                    "");
        }
        this.server = bound.channel();
    }

    private static void greet(Channel channel, Meeting meeting, OptionalInt callee) {
        var decoder = new FrameDecoder();
        channel.pipeline().addLast(decoder, new Handshake(meeting, decoder, callee));
    }

    /** Returns where other members find this one: the host it was told, and the port that was free. */
    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host, ((InetSocketAddress) server.localAddress()).getPort());
    }

    /**
     * Connects to all other members, who must do it too, and listens no more. Takes over this listener's thread, so that only
     * the exchange is to be closed.
     *
     * @param shards of this member; those of all members together are all
     * @param parameters how many the network has
     * @throws ExchangeException if not all members are here in time, or they are of another training
     */
    public Exchange connect(Peers peers, Shards shards, int parameters, ExchangeOptions options) {
        var all = new Meeting(peers, shards, parameters, options);
        meeting = Optional.of(all);
        server.config().setAutoRead(true);
        try {
            for (int member = 0; member < peers.count(); member++) {
                if (member < peers.self()) {
                    call(peers.addresses().get(member), member, all);
                }
            }
            all.await();
            server.close().awaitUninterruptibly();
            return new Exchange(group, all);
        } catch (ExchangeException e) {
            all.abort(e);
            close();
            throw e;
        } catch (InterruptedException e) {
            ExchangeException error = all.errors().of("member " + peers.self() + " was interrupted while it connected");
            all.abort(error);
            close();
            Thread.currentThread().interrupt();
            throw error;
        }
    }

    private void call(InetSocketAddress address, int member, Meeting all) {
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, all.options().connecting().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, READING)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        greet(channel, all, OptionalInt.of(member));
                    }
                })
                .connect(address.getHostString(), address.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        all.inbox()
                                .put(new Event.Broken(
                                        member,
                                        "cannot be reached ("
                                                + connected.cause().getMessage() + ")"));
                    }
                });
    }

    /** Closes the port and ends the thread; nothing if the listener has become an exchange. */
    @Override
    public void close() {
        shutDown(group);
    }

    /** Closes all that the thread of a group serves, and ends it. */
    static void shutDown(EventLoopGroup group) {
        boolean _ = group.shutdownGracefully(0, Peer.LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * Peer.LAST_WORDS.toMillis());
    }
}
