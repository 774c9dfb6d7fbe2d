package dev.unroll.spark.exchange;

import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.frame.Kind;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Optional;

/**
 * A member's connections to all others, and the sum of all gradients by them.
 *
 * <pre>{@code
 * Listener listener = Exchange.listen(host);
 * List<InetSocketAddress> all = …;          // of all members, each of which tells listener.address()
 * try (Exchange exchange = listener.connect(new Peers(all, self, secret), shards, parameters, ExchangeOptions.DEFAULT)) {
 *     network = trainer.train(network, new Trainer.Share(shards, examples, exchange), validation);
 * }
 * }</pre>
 *
 * <p>Of one thread, but for {@link #fail} and {@link #close}, which any thread may call to end a sum that waits.
 */
public final class Exchange implements GradientExchange, AutoCloseable {

    private final EventLoopGroup group;
    private final Inbox inbox;
    private final List<Peer> peers;
    private final Shards shards;
    private final int self;
    private final int parameters;
    private final Errors errors;
    private final Round round;
    private volatile Optional<ExchangeException> failure = Optional.empty();
    private boolean isClosed;

    Exchange(EventLoopGroup group, Meeting meeting) {
        this.group = group;
        this.inbox = meeting.inbox();
        this.peers = meeting.joined();
        this.self = meeting.self();
        this.shards = meeting.shards();
        this.parameters = meeting.parameters();
        this.errors = meeting.errors();
        this.round = meeting.round();
    }

    /**
     * Opens a port for other members, on any that is free.
     *
     * @param host name or address of this machine that other members know
     * @throws ExchangeException if there is no such port
     */
    public static Listener listen(String host) {
        return new Listener(host);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ExchangeException if another member failed, was lost, is silent, is at another step or has other parameters, or if
     *     this one was interrupted or closed; then all members end with the first cause, and no sum can be made any more
     */
    @Override
    public void sum(long step, long hash, List<ShardGradient> own, ShardGradient total) {
        check(own, total);
        try {
            refuseFailed();
            synchronized (round) {
                round.begin(step, hash, own, total);
                round.run(inbox, this::refuseFailed);
            }
        } catch (ExchangeException e) {
            end(e);
            throw e;
        } catch (InterruptedException e) {
            ExchangeException error = errors.of("at step " + step + " member " + self + " was interrupted");
            end(error);
            Thread.currentThread().interrupt();
            throw error;
        }
    }

    private void check(List<ShardGradient> own, ShardGradient total) {
        if (own.size() != shards.own()) {
            throw new IllegalArgumentException(
                    "member " + self + " has " + shards.own() + " shards but gives gradients of " + own.size());
        }
        for (ShardGradient shard : own) {
            check(shard);
        }
        check(total);
    }

    private void check(ShardGradient gradient) {
        if (gradient.values().length != parameters) {
            throw new IllegalArgumentException(
                    "a gradient must be of " + parameters + " parameters but is of " + gradient.values().length);
        }
    }

    private void refuseFailed() {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /**
     * Tells all members that this one cannot go on; nothing if they are told already.
     *
     * @param why as the errors of all members will say
     */
    public void fail(String why) {
        end(errors.of(why));
    }

    private void end(ExchangeException error) {
        synchronized (this) {
            if (failure.isPresent()) {
                return;
            }
            failure = Optional.of(error);
        }
        inbox.put(new Event.Wake());
        Peer.tell(peers, Kind.ABORT, Errors.told(error));
    }

    /** Tells all members that this one has ended, closes its connections and ends its thread. */
    @Override
    public void close() {
        boolean hasFailed;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            hasFailed = failure.isPresent();
            failure = failure.or(() -> Optional.of(errors.of("member " + self + " has closed its exchange")));
        }
        inbox.put(new Event.Wake());
        if (!hasFailed) {
            Peer.tell(peers, Kind.END, new byte[0]);
        }
        synchronized (round) {
            round.close();
        }
        inbox.close();
        // The last: what is left of buffers is given back to the thread that they are from.
        Listener.shutDown(group);
    }
}
