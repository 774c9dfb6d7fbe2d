package dev.unroll.spark.exchange;

import java.io.Serial;

/** Members cannot go on together; the message says at which update, which member is to blame and what was expected of it. */
public final class ExchangeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** The member that failed first, as far as is known. */
    private final int origin;

    /** Why it did. */
    private final String cause;

    ExchangeException(String message, int origin, String cause) {
        super(message);
        this.origin = origin;
        this.cause = cause;
    }

    /** Returns the error of a sentence that goes on. */
    ExchangeException with(String end) {
        return new ExchangeException(getMessage() + end, origin, cause + end);
    }

    int origin() {
        return origin;
    }

    String cause() {
        return cause;
    }
}
