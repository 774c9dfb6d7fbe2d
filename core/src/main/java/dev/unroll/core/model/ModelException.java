package dev.unroll.core.model;

import dev.unroll.core.form.Sentence;
import java.io.IOException;
import java.io.Serial;

/** A model folder is broken, or is none; the message says which file, what is wrong and what was expected. */
public final class ModelException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    ModelException(String message) {
        super(Sentence.plain(message));
    }

    ModelException(String message, Throwable cause) {
        super(Sentence.plain(message), cause);
    }
}
