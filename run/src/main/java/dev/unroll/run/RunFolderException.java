package dev.unroll.run;

import java.io.Serial;

/** The folder of a training is broken, is none, or is not what its training began with. */
public final class RunFolderException extends RunException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception whose message is {@code sentence}. */
    public RunFolderException(String sentence) {
        super(sentence);
    }
}
