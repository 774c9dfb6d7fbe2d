package dev.unroll.core;

import java.io.Serial;

/** A case asks for something that Unroll cannot do yet; {@code not-yet.txt} must list it. */
final class NotSupportedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    NotSupportedException(String message) {
        super(message);
    }
}
