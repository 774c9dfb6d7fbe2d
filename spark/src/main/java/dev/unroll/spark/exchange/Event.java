package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Frame;

/** Something that Netty's thread tells the one that waits. */
sealed interface Event {

    /** A member has proved to be one. */
    record Joined(Peer peer) implements Event {}

    /** A member has sent something; whoever takes it releases the frame. */
    record Received(int member, Frame frame) implements Event {}

    /**
     * Nothing more can come from a member.
     *
     * @param what it did, as the end of a sentence that begins with it
     */
    record Broken(int member, String what) implements Event {}

    /** Something else may have become possible. */
    record Wake() implements Event {}
}
