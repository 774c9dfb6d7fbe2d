package dev.unroll.data;

import java.io.Serial;

/** Data that cannot be used. The message names the file, what was expected, what was found, and what to do. */
public final class DataException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** An error found in the data. */
    public DataException(String message) {
        super(message);
    }

    /** An error met on the way to the data. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
