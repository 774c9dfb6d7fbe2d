package dev.unroll.core.form;

import java.io.Serial;

/** A setting that is unknown, missing or of the wrong type; {@link #option} is its name, to find its line by. */
public final class OptionException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String option;

    OptionException(String option, String message) {
        super(message);
        this.option = option;
    }

    public String option() {
        return option;
    }
}
