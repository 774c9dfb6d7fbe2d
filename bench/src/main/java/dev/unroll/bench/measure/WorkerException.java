package dev.unroll.bench.measure;

import java.io.IOException;
import java.io.Serial;

/** A worker could not do what it was told; the message says which, what and why. */
public final class WorkerException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    WorkerException(String message) {
        super(message);
    }
}
