package dev.unroll.spark;

import dev.unroll.core.form.Sentence;
import java.io.Serial;

/** A row cannot be scored; the message says which input it has, and why. */
public final class InvalidRowException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private InvalidRowException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns what to say of a row.
     *
     * @param what its input is called
     */
    static InvalidRowException of(String what, Object input, RuntimeException why) {
        return new InvalidRowException(
                "a row cannot be scored whose " + what + " is " + Sentence.quoted(String.valueOf(input)) + ": "
                        + why.getMessage() + "; to go on without its answer, set handleInvalid to keep or skip",
                why);
    }
}
