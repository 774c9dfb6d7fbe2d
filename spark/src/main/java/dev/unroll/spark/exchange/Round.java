package dev.unroll.spark.exchange;

import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.frame.Blocks;
import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * One update after another, in the thread of the training: sends what can be sent, takes what comes, and takes nothing out of the
 * order of the script.
 */
final class Round {

    private final Shards shards;
    private final List<Partner> partners;
    private final OwnPiece piece;
    private final Errors errors;
    private final Duration silence;

    /** What those have sent who are at the next step. */
    private final Queue<Event.Received> ahead = new ArrayDeque<>();

    private long step;
    private long parameters;
    private List<ShardGradient> own = List.of();
    private ShardGradient total = new ShardGradient(new float[0]);

    /**
     * Makes rounds of a member.
     *
     * @param partners all other members, in the order in which they are sent to
     */
    Round(Shards shards, List<Partner> partners, OwnPiece piece, Errors errors, Duration silence) {
        this.shards = shards;
        this.partners = partners;
        this.piece = piece;
        this.errors = errors;
        this.silence = silence;
    }

    /** Keeps for the next update what came before it. */
    void keep(Event.Received received) {
        ahead.add(received);
    }

    /** Begins an update. */
    void begin(long ofStep, long ofParameters, List<ShardGradient> ofOwn, ShardGradient ofTotal) {
        step = ofStep;
        parameters = ofParameters;
        own = ofOwn;
        total = ofTotal;
        long now = System.nanoTime();
        partners.forEach(partner -> partner.begin(now));
        piece.begin(own);
        piece.advance(total);
    }

    /**
     * Does the update.
     *
     * @param check throws if it is not to go on
     */
    void run(Inbox inbox, Runnable check) throws InterruptedException {
        for (int early = ahead.size(); early > 0; early--) {
            take(ahead.remove());
        }
        for (Partner partner : partners) {
            refuseBroken(partner);
        }
        while (!isDone()) {
            check.run();
            boolean hasSent = send();
            if (!hasSent) {
                flush();
            }
            Optional<Event> event = inbox.take(hasSent ? 0 : Math.max(0, patience()));
            event.ifPresent(this::take);
            if (!hasSent && event.isEmpty()) {
                refuseSilent();
            }
        }
        flush();
    }

    /** Lets go of all that was sent: others would wait for it for ever. */
    private void flush() {
        partners.forEach(partner -> partner.peer().flush());
    }

    private boolean isDone() {
        for (Partner partner : partners) {
            if (!partner.isDone()) {
                return false;
            }
        }
        return piece.isDone();
    }

    /** Sends each member a frame, if there is one for it, and tells whether there was any. */
    private boolean send() {
        boolean hasSent = false;
        for (Partner partner : partners) {
            Script script = partner.outgoing();
            int frame = partner.sent();
            if (frame < script.length() && partner.peer().isReady() && isThere(script, frame)) {
                send(partner, script, frame);
                partner.sentOne(System.nanoTime());
                hasSent = true;
            }
        }
        return hasSent;
    }

    private boolean isThere(Script script, int frame) {
        return script.kind(frame) != Kind.SUM || script.chunk(frame) < piece.ready();
    }

    private void send(Partner partner, Script script, int frame) {
        Peer peer = partner.peer();
        int chunk = script.chunk(frame);
        var mark = new Frame.Mark(step, parameters, script.shard(frame), script.from(frame));
        switch (script.kind(frame)) {
            case GRADIENT -> {
                float[] values = own.get(mark.shard() - shards.first()).values();
                Blocks blocks = Blocks.of(values, mark.from(), script.count(frame));
                partner.gave(chunk, blocks);
                peer.send(Kind.GRADIENT, mark, blocks, values);
            }
            case SUM -> peer.send(Kind.SUM, mark, piece.sum(chunk), total.values());
            default -> peer.send(Kind.NUMBERS, mark, ShardNumbers.bytes(own));
        }
    }

    private void take(Event event) {
        switch (event) {
            case Event.Received received -> take(received);
            case Event.Broken broken -> breakOff(partner(broken.member()), broken.what());
            case Event.Joined _, Event.Wake _ -> {}
        }
    }

    private void take(Event.Received received) {
        Frame frame = received.frame();
        Partner partner = partner(received.member());
        if (partner.hasSaidAll() && frame.mark().step() == step + 1) {
            ahead.add(received);
            return;
        }
        try {
            take(partner, frame);
        } finally {
            frame.release();
        }
    }

    private void take(Partner partner, Frame frame) {
        Frame.Mark mark = frame.mark();
        if (frame.kind() == Kind.ABORT) {
            throw errors.aborted(partner.name(), frame.bytes());
        }
        if (frame.kind() == Kind.END) {
            breakOff(partner, "has ended its training");
            return;
        }
        if (mark.step() != step) {
            throw errors.otherStep(step, partner, mark, frame.kind());
        }
        if (mark.parameters() != parameters) {
            throw errors.apart(step, partner, mark.parameters(), parameters);
        }
        Script script = partner.incoming();
        int next = partner.received();
        if (partner.hasSaidAll() || !script.isAt(next, frame)) {
            throw errors.unexpected(step, partner, "sent " + Script.words(frame.kind(), mark.shard(), mark.from()));
        }
        switch (frame.kind()) {
            case NUMBERS -> piece.takeNumbers(script.first(), script.own(), frame.payload());
            case GRADIENT -> piece.takeGradient(mark.shard(), script.chunk(next), frame);
            default -> takeSum(partner, frame, script.chunk(next), script.count(next));
        }
        boolean wasGradient = !partner.hasSaidGradients();
        partner.receivedOne(System.nanoTime());
        if (wasGradient && hasAllGradients()) {
            partners.forEach(one -> one.excuse(System.nanoTime()));
        }
        piece.advance(total);
    }

    private void takeSum(Partner partner, Frame frame, int chunk, int count) {
        int from = frame.mark().from();
        if (!partner.hasBeenSent(chunk)) {
            String sum = Script.words(Kind.SUM, 0, from);
            throw errors.unexpected(step, partner, "sent " + sum + " before it was sent this member's gradients");
        }
        // A total that is over the last of the own gradients is zero where that is, which was looked for when it was
        // sent.
        boolean isOverOwn = own.getLast().values() == total.values();
        Blocks before = isOverOwn ? partner.given(chunk) : Blocks.of(total.values(), from, count);
        frame.floats(total.values(), from, count, before);
    }

    private boolean hasAllGradients() {
        for (Partner partner : partners) {
            if (!partner.hasSaidGradients()) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a member may be silent for want of a gradient of another, as it is wanting here. */
    private static boolean isExcused(Partner partner, boolean hasAllGradients) {
        return partner.isDone() || (partner.hasSaidGradients() && !hasAllGradients);
    }

    private Partner partner(int member) {
        for (Partner partner : partners) {
            if (partner.member() == member) {
                return partner;
            }
        }
        throw new IllegalStateException("there is no member " + member);
    }

    private void breakOff(Partner partner, String what) {
        partner.breakOff(what);
        // One that has said all, and has all, may go.
        if (!partner.isDone()) {
            refuseBroken(partner);
        }
    }

    private void refuseBroken(Partner partner) {
        if (partner.broken().isPresent()) {
            throw errors.unexpected(step, partner, partner.broken().get());
        }
    }

    /** Returns for how long, in nanoseconds, nothing need happen yet. */
    private long patience() {
        long now = System.nanoTime();
        long least = silence.toNanos();
        boolean hasAll = hasAllGradients();
        for (Partner partner : partners) {
            if (!isExcused(partner, hasAll)) {
                least = Math.min(least, partner.moved() + silence.toNanos() - now);
            }
        }
        return least;
    }

    private void refuseSilent() {
        long now = System.nanoTime();
        boolean hasAll = hasAllGradients();
        for (Partner partner : partners) {
            if (!isExcused(partner, hasAll) && now - partner.moved() >= silence.toNanos()) {
                throw errors.silent(step, partner, silence);
            }
        }
    }

    /** Frees what came early, or in an update that was not done. */
    void close() {
        piece.close();
        ahead.forEach(received -> received.frame().release());
        ahead.clear();
    }
}
