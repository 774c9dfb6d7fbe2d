package dev.unroll.data.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Closes a stream that brings nothing for too long, since reading from it would wait for ever. */
final class Watchdog implements AutoCloseable {

    private final InputStream stream;
    private final long patience;
    private final Thread thread;
    private volatile long fed = System.nanoTime();
    private volatile boolean bitten;

    Watchdog(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience.toNanos();
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        try {
            for (long left = patience; left > 0; left = fed + patience - System.nanoTime()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            bitten = true;
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that something came. */
    void feed() {
        fed = System.nanoTime();
    }

    /** Returns whether the stream was closed for its silence. */
    boolean hasBitten() {
        return bitten;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
