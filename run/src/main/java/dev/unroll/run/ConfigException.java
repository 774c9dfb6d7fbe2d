package dev.unroll.run;

import java.io.Serial;

/** A configuration is wrong: a key, a value, or two that contradict each other or the data. */
public final class ConfigException extends RunException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception whose message is {@code sentence}. */
    public ConfigException(String sentence) {
        super(sentence);
    }
}
