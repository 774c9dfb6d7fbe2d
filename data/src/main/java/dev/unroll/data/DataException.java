package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import java.io.Serial;

/** Data that cannot be used. The message names the file, what was expected, what was found, and what to do. */
public final class DataException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** An error found in the data. */
    public DataException(String message) {
        super(Sentence.plain(message));
    }

    /** An error met on the way to the data. */
    public DataException(String message, Throwable cause) {
        super(Sentence.plain(message), cause);
    }
}
