package dev.unroll.run;

import dev.unroll.core.form.Sentence;
import java.io.Serial;

/** A training that cannot be: its message is one sentence for the user, who can mend it. */
public abstract sealed class RunException extends RuntimeException
        permits BusyException, ConfigException, RunFolderException, TooLargeException {

    @Serial
    private static final long serialVersionUID = 1;

    RunException(String sentence) {
        super(Sentence.plain(sentence));
    }
}
