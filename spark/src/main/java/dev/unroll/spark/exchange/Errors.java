package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** What a member says when it cannot go on, and how it tells the others. */
final class Errors {

    /** What the frame of a failure may take; a cause is cut there. */
    private static final int LONGEST_CAUSE = 4000;

    private final int self;

    Errors(int self) {
        this.self = self;
    }

    ExchangeException of(String message) {
        return new ExchangeException(message, self, message);
    }

    /** Says what another did instead of what was expected of it. */
    ExchangeException unexpected(long step, Partner partner, String what) {
        return of("at step " + step + " " + partner.name() + " " + what + ", where this member " + self + " expected "
                + partner.expected());
    }

    ExchangeException silent(long step, Partner partner, Duration silence) {
        return unexpected(step, partner, "has been silent for " + seconds(silence))
                .with("; look whether its host is lost, and allow more silence if its batches take longer");
    }

    ExchangeException otherStep(long step, Partner partner, Frame.Mark mark, Kind kind) {
        return unexpected(
                        step,
                        partner,
                        "sent " + Script.words(kind, mark.shard(), mark.from()) + " of step " + mark.step())
                .with(" of step " + step);
    }

    ExchangeException apart(long step, Partner partner, long theirs, long ours) {
        return of("at step " + step + " the parameters of " + partner.name() + " have the hash " + hex(theirs)
                + " and those of this member " + self + " " + hex(ours)
                + ": the members have come apart; begin again from a checkpoint");
    }

    /** Says that another failed, and why, as it has told. */
    ExchangeException aborted(String name, byte[] told) {
        ByteBuffer in = ByteBuffer.wrap(told);
        int origin = in.getInt();
        String cause = StandardCharsets.UTF_8.decode(in).toString();
        String who = name.startsWith("member " + origin + " ") ? name : "member " + origin + ", as " + name + " tells,";
        return new ExchangeException(who + " failed: " + cause, origin, cause);
    }

    /** Returns what tells others of a failure. */
    static byte[] told(ExchangeException error) {
        byte[] cause = error.cause().getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(cause, Math.min(cause.length, LONGEST_CAUSE));
        return ByteBuffer.allocate(Integer.BYTES + cut.length)
                .putInt(error.origin())
                .put(cut)
                .array();
    }

    static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    private static String hex(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }
}
