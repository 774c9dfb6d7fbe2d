package dev.unroll.cli.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of a live line, a pure function of progress, time and width, in the manner of Python's tqdm:
 *
 * <pre>
 * epoch 2/8   37%|███▋      |  loss 1.234  acc 0.610  03:36 left  812 samples/s
 * </pre>
 *
 * <p>The bar is the epoch's; the time that is left, the whole training's.
 */
public final class ProgressLine {

    /** How bars are drawn: a full cell, and its parts in eighths of the columns, or none. */
    public enum Bars {
        /** Eighths of a column, for terminals of Unicode. */
        BLOCKS(" ▏▎▍▌▋▊▉█"),
        /** Whole columns. */
        ASCII(" #");

        private final String steps;

        Bars(String steps) {
            this.steps = steps;
        }

        /** Returns {@code width} columns of which {@code fraction} (0 .. 1) is full. */
        String draw(double fraction, int width) {
            int full = steps.length() - 1;
            int filled = (int) Math.floor(fraction * width * full);
            var bar = new StringBuilder();
            for (int column = 0; column < width; column++) {
                bar.append(steps.charAt(Math.clamp(filled - (long) column * full, 0, full)));
            }
            return bar.toString();
        }
    }

    private static final int WIDEST_BAR = 20;
    private static final int NARROWEST_BAR = 5;

    /** What a terminal prints at Ctrl-C, ^C, and the last column: a line that fills that makes some terminals wrap. */
    private static final int KEPT_FREE = 3;

    private ProgressLine() {}

    /** Returns how wide a live line may be on a terminal of so many columns. */
    public static int room(int columns) {
        return Math.max(0, columns - KEPT_FREE);
    }

    /**
     * What the clock says.
     *
     * @param epoch since this epoch began
     * @param left until all epochs are done, at the speed so far; empty while nothing can be said
     */
    public record Times(Duration epoch, Optional<Duration> left) {}

    /**
     * Returns a line of at most {@code width} columns. What does not fit is left out, the bar first, then from the
     * right.
     */
    public static String live(Progress progress, Times times, int width, Bars bars) {
        List<String> parts = parts(progress, times);
        int barWidth = Math.min(WIDEST_BAR, width - String.join("  ", parts).length() - 2);
        if (barWidth >= NARROWEST_BAR) {
            parts.set(1, parts.get(1) + "|" + bars.draw(progress.fraction(), barWidth) + "|");
        }
        while (parts.size() > 1 && String.join("  ", parts).length() > width) {
            parts.removeLast();
        }
        String line = String.join("  ", parts);
        return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
    }

    /** Returns the line of an epoch that runs, where there is no terminal. */
    public static String plain(Progress progress, Times times) {
        return String.join("  ", parts(progress, times));
    }

    private static List<String> parts(Progress progress, Times times) {
        List<String> parts = new ArrayList<>();
        parts.add(epoch(progress));
        parts.add(String.format(Locale.ROOT, "%3.0f%%", Math.floor(100 * progress.fraction())));
        parts.addAll(scores(progress));
        parts.add(times.left().map(ProgressLine::clock).orElse("?") + " left");
        speed(progress, times.epoch()).ifPresent(parts::add);
        return parts;
    }

    /** Returns the line that stays when an epoch is done, of at most {@code width} columns if need be without the speed. */
    public static String done(Progress progress, Times times, int width) {
        List<String> parts = new ArrayList<>();
        parts.add(epoch(progress));
        parts.addAll(scores(progress));
        Optional<String> speed = speed(progress, times.epoch());
        speed.ifPresent(parts::add);
        boolean last = progress.epoch() == progress.epochs();
        String left = last
                ? ""
                : times.left().map(time -> ", " + clock(time) + " left").orElse("");
        parts.add(clock(times.epoch()) + left);
        if (String.join("  ", parts).length() > width) {
            speed.ifPresent(parts::remove);
        }
        return String.join("  ", parts);
    }

    private static String epoch(Progress progress) {
        String total = Integer.toString(progress.epochs());
        return String.format(Locale.ROOT, "epoch %" + total.length() + "d/%s", progress.epoch(), total);
    }

    private static List<String> scores(Progress progress) {
        List<String> scores = new ArrayList<>();
        progress.loss().ifPresent(loss -> scores.add(String.format(Locale.ROOT, "loss %.3f", loss)));
        progress.accuracy().ifPresent(accuracy -> scores.add(String.format(Locale.ROOT, "acc %.3f", accuracy)));
        return scores;
    }

    private static Optional<String> speed(Progress progress, Duration time) {
        double seconds = time.toNanos() * 1e-9;
        return progress.examples() == 0 || seconds <= 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%.0f samples/s", progress.examples() / seconds));
    }

    /** Returns minutes and seconds, and hours if there are any. */
    static String clock(Duration time) {
        long seconds = (time.toMillis() + 500) / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
