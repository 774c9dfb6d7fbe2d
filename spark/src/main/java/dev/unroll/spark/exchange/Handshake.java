package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.FrameDecoder;
import dev.unroll.spark.exchange.frame.FrameException;
import dev.unroll.spark.exchange.frame.FrameWriter;
import dev.unroll.spark.exchange.frame.Kind;
import dev.unroll.spark.exchange.frame.Seal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The beginning of a connection: each end proves to the other that it knows the secret.
 *
 * <pre>
 *   caller → called   HELLO      who I am, whom I call, a nonce
 *   called → caller   CHALLENGE  who I am, a nonce; HMAC of both greetings
 *   caller → called   ANSWER     another HMAC of both greetings
 * </pre>
 */
final class Handshake extends ChannelInboundHandlerAdapter {

    private static final String CALLER = "the caller";
    private static final String CALLED = "the called";
    private static final int PROOF = 32;

    private final Meeting meeting;
    private final FrameDecoder decoder;
    private final OptionalInt callee;
    private Kind expected;
    private byte[] caller = new byte[0];
    private byte[] called = new byte[0];
    private boolean isOver;

    /**
     * Makes that of a new connection.
     *
     * @param callee whom this member calls; empty if it was called
     */
    Handshake(Meeting meeting, FrameDecoder decoder, OptionalInt callee) {
        this.meeting = meeting;
        this.decoder = decoder;
        this.callee = callee;
        this.expected = callee.isPresent() ? Kind.CHALLENGE : Kind.HELLO;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (callee.isPresent()) {
            caller = meeting.greeting(callee.getAsInt()).bytes();
            send(context, Kind.HELLO, caller);
        }
        ScheduledFuture<?> _ = context.executor()
                .schedule(
                        () -> refuse(context, "did not prove in time that it knows the secret"),
                        meeting.options().connecting().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var frame = (Frame) message;
        byte[] payload = frame.bytes();
        frame.release();
        if (isOver) {
            return;
        }
        if (frame.kind() != expected || payload.length != size(expected)) {
            refuse(context, "sent something else than its greeting");
            return;
        }
        switch (expected) {
            case HELLO -> challenge(context, payload);
            case CHALLENGE -> answer(context, payload);
            default -> believe(context, payload);
        }
    }

    private static int size(Kind kind) {
        return switch (kind) {
            case HELLO -> Greeting.SIZE;
            case CHALLENGE -> Greeting.SIZE + PROOF;
            default -> PROOF;
        };
    }

    private void challenge(ChannelHandlerContext context, byte[] hello) {
        caller = hello;
        called = meeting.greeting(Greeting.read(hello).from()).bytes();
        byte[] proof = meeting.secret().proof(CALLED, conversation());
        send(context, Kind.CHALLENGE, joined(called, proof));
        expected = Kind.ANSWER;
    }

    private void answer(ChannelHandlerContext context, byte[] challenge) {
        called = Arrays.copyOf(challenge, Greeting.SIZE);
        byte[] proof = Arrays.copyOfRange(challenge, Greeting.SIZE, challenge.length);
        if (meeting.secret().isProved(proof, CALLED, conversation())) {
            send(context, Kind.ANSWER, meeting.secret().proof(CALLER, conversation()));
            join(context, Greeting.read(called));
        } else {
            refuse(context, "did not prove that it knows the secret");
        }
    }

    private void believe(ChannelHandlerContext context, byte[] proof) {
        if (meeting.secret().isProved(proof, CALLER, conversation())) {
            join(context, Greeting.read(caller));
        } else {
            refuse(context, "did not prove that it knows the secret");
        }
    }

    private byte[] conversation() {
        return joined(caller, called);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private void join(ChannelHandlerContext context, Greeting other) {
        if (other.to() != meeting.self() || !meeting.seat(other.from(), callee)) {
            refuse(context, "says that it is member " + other.from() + ", which is not expected");
            return;
        }
        isOver = true;
        decoder.trust(meeting.opening(other, conversation()), meeting.longestPayload());
        context.pipeline().replace(this, "peer", new PeerHandler(meeting.inbox(), other.from()));
        meeting.inbox()
                .put(new Event.Joined(new Peer(context.channel(), other, meeting.closing(other, conversation()))));
    }

    private static void send(ChannelHandlerContext context, Kind kind, byte[] payload) {
        Channel channel = context.channel();
        ChannelFuture _ = channel.writeAndFlush(
                new FrameWriter(channel.alloc(), new Seal.None()).bytes(kind, Frame.Mark.NONE, payload));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        refuse(context, error instanceof FrameException bad ? bad.reason() : "was lost, " + error.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        refuse(context, "closed the connection before it proved that it knows the secret");
    }

    private void refuse(ChannelHandlerContext context, String what) {
        if (isOver) {
            return;
        }
        isOver = true;
        callee.ifPresentOrElse(
                member -> meeting.inbox().put(new Event.Broken(member, what)), () -> meeting.stranger(what));
        ChannelFuture _ = context.close();
    }
}
