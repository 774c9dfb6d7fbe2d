package dev.unroll.core.train;

import java.io.Serial;

/** A loss or a gradient was NaN or infinite; the message names the step, the layer and the sample. */
public final class NonFiniteException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NonFiniteException(String message) {
        super(message);
    }
}
