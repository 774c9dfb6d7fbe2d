package dev.unroll.cli.data;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.PlainWriter;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import dev.unroll.data.catalogue.Download;
import java.util.Locale;

/** What stderr says of a download: on a terminal a live line, at most ten times a second; else a line a file. */
final class DownloadProgress implements Download.Listener, AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = 100_000_000;

    private final PlainWriter err;
    private final boolean live;
    private final boolean quiet;
    private long lastLine = System.nanoTime() - NANOS_BETWEEN_LINES;
    private boolean isLineOpen;

    DownloadProgress(Terminal terminal, CommonOptions options) {
        this.err = terminal.err();
        this.quiet = options.quiet();
        this.live = !quiet && terminal.columns().isPresent();
    }

    @Override
    public void progress(RemoteFile file, long bytes) {
        long now = System.nanoTime();
        if (live && now - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = now;
            err.eraseLine();
            err.printf(
                    Locale.ROOT,
                    "%s  %s of %s  %.0f %%",
                    file.name(),
                    DataListCommand.size(bytes),
                    DataListCommand.size(file.bytes()),
                    100.0 * bytes / file.bytes());
            err.flush();
            isLineOpen = true;
        }
    }

    @Override
    public void failed(RemoteFile file, String problem) {
        erase();
        err.println(file.name() + ": " + problem);
    }

    /** Says that a file is there, whole and checked. */
    void done(RemoteFile file) {
        erase();
        if (!quiet) {
            err.println(file.name() + "  " + DataListCommand.size(file.bytes()) + "  SHA-256 as it must be");
        }
    }

    private void erase() {
        if (isLineOpen) {
            err.eraseLine();
            isLineOpen = false;
        }
    }

    @Override
    public void close() {
        erase();
    }
}
