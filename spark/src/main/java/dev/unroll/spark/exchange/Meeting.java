package dev.unroll.spark.exchange;

import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.Kind;
import dev.unroll.spark.exchange.frame.Seal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;

/** The members on their way to each other. */
final class Meeting {

    /** How long a member that fails waits for the answers of others, to tell them. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Peers peers;
    private final Shards shards;
    private final int parameters;
    private final ExchangeOptions options;
    private final Inbox inbox = new Inbox();
    private final Errors errors;
    private final List<Peer> joined = new ArrayList<>();
    private final List<Event.Received> early = new ArrayList<>();

    /** Who has proved to be a member; of Netty's thread. */
    private final Set<Integer> seated = new HashSet<>();

    private volatile String strangers = "";
    private int broken;

    Meeting(Peers peers, Shards shards, int parameters, ExchangeOptions options) {
        this.peers = peers;
        this.shards = shards;
        this.parameters = parameters;
        this.options = options;
        this.errors = new Errors(peers.self());
    }

    int self() {
        return peers.self();
    }

    ExchangeOptions options() {
        return options;
    }

    Secret secret() {
        return peers.secret();
    }

    Inbox inbox() {
        return inbox;
    }

    Greeting greeting(int to) {
        return Greeting.of(peers, to, shards, parameters, options.encryption());
    }

    int longestPayload() {
        return Math.max(Frame.longest(Pieces.CHUNK), ShardNumbers.SIZE * shards.count());
    }

    /** Returns what decrypts the frames of another. */
    Seal opening(Greeting other, byte[] conversation) {
        return seal(Cipher.DECRYPT_MODE, other.from(), self(), conversation);
    }

    /** Returns what encrypts the frames to another. */
    Seal closing(Greeting other, byte[] conversation) {
        return seal(Cipher.ENCRYPT_MODE, self(), other.from(), conversation);
    }

    private Seal seal(int mode, int from, int to, byte[] conversation) {
        return options.encryption() == Encryption.NONE
                ? new Seal.None()
                : new Seal.AesGcm(
                        mode, secret().key("AES", "frames of member " + from + " to member " + to, conversation));
    }

    /** Remembers that a member has come, and tells whether it could: each calls those before it, once. */
    boolean seat(int member, OptionalInt callee) {
        boolean isExpected = callee.isPresent() ? member == callee.getAsInt() : member > self();
        return isExpected && seated.add(member);
    }

    /** Remembers the last who was no member. */
    void stranger(String what) {
        strangers = "; the last that was refused " + what;
    }

    /** Waits until all members are here. */
    void await() throws InterruptedException {
        long end = System.nanoTime() + options.connecting().toNanos();
        while (joined.size() < peers.count() - 1) {
            Optional<Event> event = inbox.take(Math.max(0, end - System.nanoTime()));
            take(event.orElseThrow(this::late));
        }
        checkShards();
    }

    private ExchangeException late() {
        String missing = IntStream.range(0, peers.count())
                .filter(member -> member != self() && joined.stream().noneMatch(peer -> peer.member() == member))
                .mapToObj(peers::name)
                .collect(Collectors.joining(", "));
        return errors.of("within " + Errors.seconds(options.connecting()) + " member " + self()
                + " had no connection to " + missing + strangers
                + "; look whether it is alive and its port can be reached");
    }

    private void take(Event event) {
        switch (event) {
            case Event.Joined(Peer peer) -> {
                joined.add(peer);
                Greeting mine = greeting(peer.member());
                if (!peer.greeting().agreesWith(mine)) {
                    throw errors.of("member " + peer.member() + " trains with "
                            + peer.greeting().training() + ", but this member " + self() + " with " + mine.training());
                }
            }
            case Event.Received received -> {
                if (received.frame().kind() == Kind.ABORT) {
                    byte[] told = received.frame().bytes();
                    received.frame().release();
                    throw errors.aborted(peers.name(received.member()), told);
                }
                early.add(received);
            }
            case Event.Broken(int member, String what) -> {
                broken++;
                throw errors.of(peers.name(member) + " " + what + ", where this member " + self()
                        + " expected a connection to train on");
            }
            case Event.Wake _ -> {}
        }
    }

    private void checkShards() {
        int[] holders = new int[shards.count()];
        IntStream.range(shards.first(), shards.first() + shards.own()).forEach(shard -> holders[shard]++);
        for (Peer peer : joined) {
            Greeting greeting = peer.greeting();
            IntStream.range(greeting.first(), greeting.first() + greeting.own())
                    .filter(shard -> shard < holders.length)
                    .forEach(shard -> holders[shard]++);
        }
        for (int shard = 0; shard < holders.length; shard++) {
            if (holders[shard] != 1) {
                throw errors.of("each of " + holders.length + " shards must be one member's, but shard " + shard
                        + " is " + (holders[shard] == 0 ? "nobody's" : holders[shard] + " members'"));
            }
        }
    }

    /** Tells those who have come that this member failed. */
    void abort(ExchangeException error) {
        hearCalled();
        Peer.end(joined, Kind.ABORT, Errors.told(error));
        inbox.close();
        early.forEach(received -> received.frame().release());
    }

    /** Waits a moment for those that were called and have not answered yet: else they would not know why nobody comes. */
    private void hearCalled() {
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            while (joined.stream().filter(peer -> peer.member() < self()).count() + broken < self()
                    && System.nanoTime() < end) {
                switch (inbox.take(Math.max(0, end - System.nanoTime())).orElseGet(Event.Wake::new)) {
                    case Event.Joined(Peer peer) -> joined.add(peer);
                    case Event.Received received -> early.add(received);
                    case Event.Broken _ -> broken++;
                    case Event.Wake _ -> {}
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the rounds of the members that are here. */
    Round round() {
        var pieces = new Pieces(parameters, peers.count());
        List<Partner> partners = IntStream.range(1, peers.count())
                .map(distance -> (self() + distance) % peers.count())
                .mapToObj(member -> partner(member, pieces))
                .toList();
        var round = new Round(shards, partners, new OwnPiece(pieces, self(), shards), errors, options.silence());
        early.forEach(round::keep);
        return round;
    }

    private Partner partner(int member, Pieces pieces) {
        Peer peer = joined.stream()
                .filter(one -> one.member() == member)
                .findFirst()
                .orElseThrow();
        Greeting greeting = peer.greeting();
        return new Partner(
                peer,
                peers.name(member),
                new Script(pieces, member, self(), greeting.first(), greeting.own()),
                new Script(pieces, self(), member, shards.first(), shards.own()));
    }

    List<Peer> joined() {
        return joined;
    }

    Shards shards() {
        return shards;
    }

    int parameters() {
        return parameters;
    }

    Errors errors() {
        return errors;
    }
}
