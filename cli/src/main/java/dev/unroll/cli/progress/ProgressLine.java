package dev.unroll.cli.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of a live line, a pure function of progress, time and width, in the manner of Python's tqdm:
 *
 * <pre>
 * epoch 2/8   37%|███▋      | 120/320  loss 1.234  acc 0.610  812 ex/s  00:21&lt;00:36
 * </pre>
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

    private ProgressLine() {}

    /**
     * Returns a line of at most {@code width} columns. What does not fit is left out, the bar first, then from the
     * right.
     *
     * @param epochTime since this epoch began
     */
    public static String live(Progress progress, Duration epochTime, int width, Bars bars) {
        String percent = String.format(Locale.ROOT, "%3.0f%%", Math.floor(100 * progress.fraction()));
        List<String> parts = new ArrayList<>();
        parts.add(epoch(progress));
        parts.add(percent);
        parts.add(progress.batch() + "/" + progress.batches());
        parts.addAll(scores(progress));
        speed(progress, epochTime).ifPresent(parts::add);
        parts.add(clock(epochTime) + "<" + remaining(progress, epochTime));
        int barWidth = Math.min(WIDEST_BAR, width - String.join("  ", parts).length() - 1);
        if (barWidth >= NARROWEST_BAR) {
            parts.set(1, percent + "|" + bars.draw(progress.fraction(), barWidth) + "|");
            parts.set(2, parts.get(1) + " " + parts.get(2));
            parts.remove(1);
        }
        while (parts.size() > 1 && String.join("  ", parts).length() > width) {
            parts.removeLast();
        }
        String line = String.join("  ", parts);
        return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
    }

    /** Returns the line that stays when an epoch is done, and the only one where there is no terminal. */
    public static String done(Progress progress, Duration epochTime) {
        List<String> parts = new ArrayList<>();
        parts.add(epoch(progress));
        parts.addAll(scores(progress));
        speed(progress, epochTime).ifPresent(parts::add);
        parts.add(clock(epochTime));
        return parts.stream().collect(Collectors.joining("  "));
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
                : Optional.of(String.format(Locale.ROOT, "%.0f ex/s", progress.examples() / seconds));
    }

    private static String remaining(Progress progress, Duration time) {
        if (progress.batch() == 0) {
            return "?";
        }
        double left = time.toMillis() * (1 / progress.fraction() - 1);
        return clock(Duration.ofMillis(Math.round(left)));
    }

    /** Returns minutes and seconds, and hours if there are any. */
    static String clock(Duration time) {
        long seconds = (time.toMillis() + 500) / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
