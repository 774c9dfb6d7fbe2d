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
     * Returns what to say of an input that has no answer.
     *
     * @param before the sentence up to the input
     */
    static InvalidRowException of(String before, Object input, RuntimeException why) {
        return new InvalidRowException(
                before + " " + Sentence.quoted(String.valueOf(input)) + ": " + why.getMessage()
                        + "; to go on without its answer, set handleInvalid to keep or skip",
                why);
    }
}
