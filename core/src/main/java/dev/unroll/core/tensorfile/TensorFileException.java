package dev.unroll.core.tensorfile;

import dev.unroll.core.form.Sentence;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A tensor file that is broken, or does not hold what was asked of it; the message begins with the file. */
public final class TensorFileException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    TensorFileException(Path file, String message) {
        super(Sentence.plain(file + ": " + message));
    }
}
