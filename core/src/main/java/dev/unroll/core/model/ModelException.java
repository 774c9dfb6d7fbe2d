package dev.unroll.core.model;

import java.io.IOException;
import java.io.Serial;

/** A model folder is broken, or is none; the message says which file, what is wrong and what was expected. */
public final class ModelException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    ModelException(String message) {
        super(message);
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
