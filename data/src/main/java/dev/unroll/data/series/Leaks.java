package dev.unroll.data.series;

import dev.unroll.core.form.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What gives the answers of a forecast away: a column that is the target, or what it will be, at a distance at which it is told
 * to be known; and a series that is there twice.
 *
 * <p>A column is the target at a distance of steps if their changes from step to step correlate with more than
 * {@value #SAME}, at this distance alone: so copies in other units are found, rounded ones too, and what merely repeats with the
 * seasons is not.
 */
public final class Leaks {

    private static final double SAME = 0.9999;

    /** At any other distance the correlation must be less. */
    private static final double OTHER = 0.99;

    /** Fewer changes say nothing, and of more the last ones tell enough. */
    private static final int FEWEST = 30;

    private static final int MOST = 2000;

    /** The farthest distance that is looked at. */
    private static final int FARTHEST = 96;

    private static final int SHOWN = 5;

    private final SeriesDataset dataset;
    private final int distance;
    private final List<String> found = new ArrayList<>();

    private Leaks(SeriesDataset dataset, int horizon) {
        this.dataset = dataset;
        this.distance = Math.min(horizon, FARTHEST);
    }

    /** The values of a column at a step of a series. */
    private interface Value {
        double at(Series series, int step);
    }

    /**
     * Returns a sentence for each leak.
     *
     * @param horizon steps that are to be forecast
     */
    public static List<String> of(SeriesDataset dataset, int horizon) {
        var leaks = new Leaks(dataset, horizon);
        for (int c = 0; c < dataset.past().size(); c++) {
            int column = c;
            leaks.check(dataset.past().get(c), 1, (series, step) -> series.past(column, step));
        }
        for (int c = 0; c < dataset.known().size(); c++) {
            int column = c;
            leaks.check(dataset.known().get(c), 1 - leaks.distance, (series, step) -> series.known(column, step));
        }
        leaks.checkRepeated();
        return List.copyOf(leaks.found);
    }

    private void check(String column, int nearest, Value value) {
        Map<Integer, List<Series>> byDistance = new LinkedHashMap<>();
        for (Series series : dataset.series()) {
            same(series, nearest, value).ifPresent(at -> byDistance
                    .computeIfAbsent(at, _ -> new ArrayList<>())
                    .add(series));
        }
        byDistance.forEach((at, series) -> found.add(sentence(column, at, series)));
    }

    /** Returns how many steps later the target is what the column is, if that is one distance from the nearest on. */
    private Optional<Integer> same(Series series, int nearest, Value value) {
        Optional<Integer> same = Optional.empty();
        double second = 0;
        for (int at = -distance; at <= distance; at++) {
            double correlation = correlation(series, at, value);
            if (correlation > SAME && same.isEmpty()) {
                same = Optional.of(at);
            } else {
                second = Math.max(second, correlation);
            }
        }
        return second > OTHER ? Optional.empty() : same.filter(at -> at >= nearest);
    }

    /** Returns how the changes of a column and of the target, some steps later, go together: 1 or −1 if they are the same. */
    private static double correlation(Series series, int distance, Value value) {
        int from = Math.max(1, 1 - distance);
        int to = Math.min(series.length(), series.length() - distance);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        int count = 0;
        for (int t = Math.max(from, to - MOST); t < to; t++) {
            double x = value.at(series, t) - value.at(series, t - 1);
            double y = series.target(t + distance) - series.target(t + distance - 1);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                xx += x * x;
                yy += y * y;
                xy += x * y;
                count += x != 0 && y != 0 ? 1 : 0;
            }
        }
        return count < FEWEST ? 0 : Math.abs(xy) / StrictMath.sqrt(xx * yy);
    }

    private String sentence(String column, int at, List<Series> series) {
        boolean areAll = series.size() == dataset.series().size() && series.size() > 1;
        String target = areAll ? "the target" : SeriesDataset.someNames(series);
        if (at == 0) {
            return "column " + column + " is " + target
                    + " itself, so it cannot be known ahead; make it one of past_columns, or leave it out";
        }
        if (at > 0) {
            return "column " + column + " is what " + target + " is " + Sentence.counted(at, "step")
                    + " later, which nobody knows yet; leave it out";
        }
        String earlier = Sentence.counted(-at, "step");
        return "column " + column + " is what " + target + " was " + earlier
                + " earlier, so it is known only that far ahead; make it one of past_columns, or forecast no more than "
                + earlier;
    }

    private void checkRepeated() {
        Map<Long, Series> first = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        for (Series series : dataset.series()) {
            Series before = first.putIfAbsent(series.hash(), series);
            if (before != null && changes(series) && isSame(before, series)) {
                repeated.add(series.id() + " is " + before.id());
            }
        }
        if (!repeated.isEmpty()) {
            String shown = String.join(", ", repeated.subList(0, Math.min(SHOWN, repeated.size())));
            found.add("series are there twice, and count twice in training and scores: " + shown
                    + (repeated.size() > SHOWN ? " and " + (repeated.size() - SHOWN) + " more" : "")
                    + "; leave one of each out");
        }
    }

    private static boolean changes(Series series) {
        for (int t = 1; t < series.length(); t++) {
            if (series.target(t) != series.target(0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Series one, Series other) {
        if (one.length() != other.length()
                || !one.time().text(0).equals(other.time().text(0))) {
            return false;
        }
        for (int t = 0; t < one.length(); t++) {
            if (Double.compare(one.target(t), other.target(t)) != 0) {
                return false;
            }
        }
        return true;
    }
}
