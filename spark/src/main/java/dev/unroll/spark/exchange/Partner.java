package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Blocks;
import java.util.Objects;
import java.util.Optional;

/** How far this member and another are in an update. */
final class Partner {

    private final Peer peer;
    private final String name;
    private final Script incoming;
    private final Script outgoing;

    /** Of each chunk of the other's piece, where the gradient that it was sent last is not zero. */
    private final Blocks[] given;

    private int received;
    private int sent;
    private long moved;
    private Optional<String> broken = Optional.empty();

    /**
     * Makes what is between two members.
     *
     * @param incoming what comes from the other in an update
     * @param outgoing what goes to it
     */
    Partner(Peer peer, String name, Script incoming, Script outgoing) {
        this.peer = peer;
        this.name = name;
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.given = new Blocks[incoming.sums()];
    }

    void begin(long now) {
        received = 0;
        sent = 0;
        moved = now;
    }

    Peer peer() {
        return peer;
    }

    int member() {
        return peer.member();
    }

    String name() {
        return name;
    }

    Script incoming() {
        return incoming;
    }

    Script outgoing() {
        return outgoing;
    }

    int received() {
        return received;
    }

    int sent() {
        return sent;
    }

    /** Says that the time of silence begins now. */
    void excuse(long now) {
        moved = now;
    }

    void receivedOne(long now) {
        received++;
        moved = now;
    }

    void sentOne(long now) {
        sent++;
        moved = now;
    }

    /** Tells whether all gradients have come that do not depend on others. */
    boolean hasSaidGradients() {
        return received >= incoming.gradients();
    }

    boolean hasSaidAll() {
        return received == incoming.length();
    }

    boolean isDone() {
        return hasSaidAll() && sent == outgoing.length();
    }

    /** Tells whether the other was sent all gradients of a chunk, without which it cannot have their sum. */
    boolean hasBeenSent(int chunk) {
        return sent >= outgoing.gradients(chunk + 1);
    }

    /** Remembers where the gradient that was sent last of a chunk is not zero. */
    void gave(int chunk, Blocks blocks) {
        given[chunk] = blocks;
    }

    /** Returns what {@link #gave} said of a chunk. */
    Blocks given(int chunk) {
        return Objects.requireNonNull(given[chunk]);
    }

    /** Returns when something last went or came. */
    long moved() {
        return moved;
    }

    /** Returns what is expected of it, in words. */
    String expected() {
        return hasSaidAll() ? "it to read what it is sent" : incoming.words(received);
    }

    /** Remembers, of all that it did last, the first. */
    void breakOff(String what) {
        broken = broken.or(() -> Optional.of(what));
    }

    Optional<String> broken() {
        return broken;
    }
}
