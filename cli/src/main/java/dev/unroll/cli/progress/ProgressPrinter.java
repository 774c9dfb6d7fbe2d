package dev.unroll.cli.progress;

import dev.unroll.cli.terminal.PlainWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Prints progress as it comes: a live line on a terminal, at most ten times a second; else one line an epoch, and one a
 * minute where epochs are longer.
 *
 * <p>One thread uses it.
 */
public final class ProgressPrinter implements AutoCloseable {

    /** Ten lines a second look live, and cost nothing beside the arithmetic. */
    private static final long NANOS_BETWEEN_LINES = 100_000_000;

    private static final long NANOS_BETWEEN_PLAIN_LINES = 60_000_000_000L;

    private final PlainWriter err;
    private final OptionalInt columns;
    private final ProgressLine.Bars bars;
    private final LongSupplier nanoTime;
    private boolean isStarted;
    private long start;
    private double doneAtStart;
    private long epochStart;
    private Duration epochBefore = Duration.ZERO;
    private long lastLine;
    private int epoch;
    private boolean isLineOpen;

    /**
     * Makes a printer.
     *
     * @param columns of the terminal; empty if there is none
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    public ProgressPrinter(PlainWriter err, OptionalInt columns, ProgressLine.Bars bars, LongSupplier nanoTime) {
        this.err = err;
        this.columns = columns;
        this.bars = bars;
        this.nanoTime = nanoTime;
    }

    /**
     * Goes on with an epoch: the one that is shown next.
     *
     * @param before the time that its batches before took
     */
    public void goOn(Duration before) {
        epochBefore = before;
    }

    /** Shows {@code progress}; the first call of an epoch starts its clock, the last one (all batches) ends it. */
    public void show(Progress progress) {
        long now = nanoTime.getAsLong();
        if (progress.epoch() != epoch) {
            epoch = progress.epoch();
            epochStart = now - epochBefore.toNanos();
            epochBefore = Duration.ZERO;
            lastLine = columns.isPresent() ? now - NANOS_BETWEEN_LINES : now;
        } else if (!isStarted) {
            isStarted = true;
            start = now;
            doneAtStart = progress.overall();
        }
        var times = new ProgressLine.Times(Duration.ofNanos(now - epochStart), left(progress, now));
        if (progress.isEpochDone()) {
            eraseLine();
            err.println(ProgressLine.done(progress, times, columns.orElse(Integer.MAX_VALUE)));
            err.flush();
        } else if (columns.isPresent() && now - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = now;
            String line = ProgressLine.live(progress, times, ProgressLine.room(columns.getAsInt()), bars);
            err.eraseLine();
            err.print(line);
            err.flush();
            isLineOpen = true;
        } else if (columns.isEmpty() && now - lastLine >= NANOS_BETWEEN_PLAIN_LINES) {
            lastLine = now;
            err.println(ProgressLine.plain(progress, times));
            err.flush();
        }
    }

    /** What is left takes as long, part for part, as what was done since the first batch: of a run gone on with, a late one. */
    private Optional<Duration> left(Progress progress, long now) {
        double done = progress.overall() - doneAtStart;
        return !isStarted || done <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.round((now - start) * (1 - progress.overall()) / done)));
    }

    /** Prints {@code line} above the live line. */
    public void print(String line) {
        eraseLine();
        err.println(line);
        err.flush();
        if (columns.isPresent()) {
            lastLine = nanoTime.getAsLong() - NANOS_BETWEEN_LINES;
        }
    }

    private void eraseLine() {
        if (isLineOpen) {
            err.eraseLine();
            isLineOpen = false;
        }
    }

    /** Leaves the cursor on a line of its own, with what was shown last, as after Ctrl-C. */
    @Override
    public void close() {
        if (isLineOpen) {
            err.println();
            isLineOpen = false;
        }
    }
}
