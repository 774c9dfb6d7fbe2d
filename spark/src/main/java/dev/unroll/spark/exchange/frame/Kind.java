package dev.unroll.spark.exchange.frame;

import java.util.List;
import java.util.Optional;

/** What a frame is. */
public enum Kind {
    /** Who calls, and a challenge. */
    HELLO(1),
    /** Who was called, a challenge, and the proof for the caller's. */
    CHALLENGE(2),
    /** The caller's proof. */
    ANSWER(3),
    /** What the shards of a member add to an update, but for the gradients. */
    NUMBERS(4),
    /** A chunk of the gradient of a shard, for the owner of its piece. */
    GRADIENT(5),
    /** A chunk of the sum of all shards, from the owner of its piece. */
    SUM(6),
    /** That a member failed, or knows of one that did, and why. */
    ABORT(7),
    /** That a member has nothing more to say. */
    END(8);

    private static final List<Kind> ALL = List.of(values());

    /** From 1 on, in their order. */
    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<Kind> of(int code) {
        return code >= 1 && code <= ALL.size() ? Optional.of(ALL.get(code - 1)) : Optional.empty();
    }
}
