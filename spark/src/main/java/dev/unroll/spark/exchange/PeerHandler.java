package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.FrameException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Hears a member that has proved to be one. */
final class PeerHandler extends ChannelInboundHandlerAdapter {

    private final Inbox inbox;
    private final int member;
    private boolean isBroken;

    PeerHandler(Inbox inbox, int member) {
        this.inbox = inbox;
        this.member = member;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        inbox.put(new Event.Received(member, (Frame) frame));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        inbox.put(new Event.Wake());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        breakOff(error instanceof FrameException bad ? bad.reason() : "was lost, " + error.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        breakOff("closed the connection");
    }

    private void breakOff(String what) {
        if (!isBroken) {
            isBroken = true;
            inbox.put(new Event.Broken(member, what));
        }
    }
}
