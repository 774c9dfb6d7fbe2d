package dev.unroll.core.stream;

import java.io.Serial;

/** A state is damaged, of another format or of another model; the message says what was expected, and what to do. */
public final class StateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    StateException(String message) {
        super(message);
    }
}
