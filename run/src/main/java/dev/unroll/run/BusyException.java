package dev.unroll.run;

import java.io.Serial;

/** Another process trains in the same folder. */
public final class BusyException extends RunException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception whose message is {@code sentence}. */
    public BusyException(String sentence) {
        super(sentence);
    }
}
