package dev.unroll.spark.exchange;

import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.Kind;

/**
 * What one member sends another in an update, frame by frame: the numbers of its shards, their gradients in the other's piece,
 * chunk after chunk, and the sums of its own piece. So each knows at all times what must come next.
 *
 * @param first of the sender's shards
 * @param own how many shards the sender has
 */
record Script(Pieces pieces, int sender, int receiver, int first, int own) {

    int length() {
        return gradients() + sums();
    }

    /** Returns how many frames of sums there are, the last. */
    int sums() {
        return pieces.chunks(sender);
    }

    /** Returns how many frames there are before the sums. */
    int gradients() {
        return gradients(pieces.chunks(receiver));
    }

    /** Returns how many frames there are until so many chunks have been sent of all shards. */
    int gradients(int chunks) {
        return 1 + own * chunks;
    }

    Kind kind(int frame) {
        return frame == 0 ? Kind.NUMBERS : frame < gradients() ? Kind.GRADIENT : Kind.SUM;
    }

    /** Returns the shard that a frame is about; that of a sum is 0. */
    int shard(int frame) {
        return kind(frame) == Kind.GRADIENT ? first + (frame - 1) % own : 0;
    }

    /** Returns which chunk of its piece a frame has. */
    int chunk(int frame) {
        return kind(frame) == Kind.GRADIENT ? (frame - 1) / own : Math.max(0, frame - gradients());
    }

    /** Returns the member whose piece a frame is about. */
    private int owner(int frame) {
        return kind(frame) == Kind.GRADIENT ? receiver : sender;
    }

    /** Returns the first parameter of a frame. */
    int from(int frame) {
        return frame == 0 ? 0 : pieces.from(owner(frame), chunk(frame));
    }

    /** Returns how many parameters a frame has. */
    int count(int frame) {
        return frame == 0 ? 0 : pieces.size(owner(frame), chunk(frame));
    }

    /** Tells whether what has come is a frame, and whole. */
    boolean isAt(int frame, Frame come) {
        return come.kind() == kind(frame)
                && come.mark().shard() == shard(frame)
                && come.mark().from() == from(frame)
                && isWhole(frame, come);
    }

    private boolean isWhole(int frame, Frame come) {
        return frame == 0 ? come.payload().readableBytes() == own * ShardNumbers.SIZE : come.hasFloats(count(frame));
    }

    String words(int frame) {
        return words(kind(frame), shard(frame), from(frame));
    }

    /** Returns what a frame is, in words. */
    static String words(Kind kind, int shard, int from) {
        return switch (kind) {
            case NUMBERS -> "the numbers of its shards";
            case GRADIENT -> "the gradient of shard " + shard + " from parameter " + from + " on";
            case SUM -> "the sum of all shards from parameter " + from + " on";
            case HELLO, CHALLENGE, ANSWER -> "a greeting";
            case ABORT -> "why it failed";
            case END -> "its end";
        };
    }
}
