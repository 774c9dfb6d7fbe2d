package dev.unroll.cli.lab;

import dev.unroll.cli.progress.ProgressLine;
import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.PlainWriter;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.run.lab.LagCell;
import dev.unroll.run.lab.LagLab;
import dev.unroll.run.lab.LagLabPage;
import dev.unroll.run.lab.LagTrial;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** What stderr says of an experiment: a line a trial, and on a terminal a live line, at most ten times a second. */
final class LagProgress implements LagLab.Watch, AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = 100_000_000;

    private final PlainWriter err;
    private final boolean quiet;
    private final OptionalInt columns;
    private final LagLab lab;
    private final BooleanSupplier stops;
    private long lastLine = System.nanoTime();
    private boolean isLineOpen;

    LagProgress(Terminal terminal, CommonOptions options, LagLab lab, BooleanSupplier stops) {
        this.err = terminal.err();
        this.quiet = options.quiet();
        this.columns = options.quiet() ? OptionalInt.empty() : terminal.columns();
        this.lab = lab;
        this.stops = stops;
    }

    @Override
    public void step(LagCell cell, int length, int step) {
        long now = System.nanoTime();
        if (columns.isPresent() && now - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = now;
            String line = String.format(
                    Locale.ROOT, "%s, length %d: step %,d of %,d", cell.name(), length, step, lab.steps());
            err.eraseLine();
            err.print(line.substring(0, Math.min(line.length(), ProgressLine.room(columns.getAsInt()))));
            err.flush();
            isLineOpen = true;
        }
    }

    @Override
    public void ended(LagCell cell, LagTrial trial) {
        close();
        if (!quiet) {
            err.printf(
                    Locale.ROOT,
                    "%s, length %d: %s after %,d steps, error %s%n",
                    cell.name(),
                    trial.length(),
                    trial.end(),
                    trial.steps(),
                    LagLabPage.number(trial.error()));
            err.flush();
        }
    }

    @Override
    public boolean stops() {
        return stops.getAsBoolean();
    }

    @Override
    public void close() {
        if (isLineOpen) {
            err.eraseLine();
            isLineOpen = false;
        }
    }
}
