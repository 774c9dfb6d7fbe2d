package dev.unroll.core.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of a series when it is to be continued: the target up to the present, the columns beside it, and those that
 * are known ahead.
 */
public final class History {

    private final String series;
    private final double[] target;
    private final List<double[]> past;
    private final List<double[]> known;

    /**
     * Makes a history; the arrays are used as they are.
     *
     * @param series by which name the model may know its scale
     * @param target [n], the latest value last
     * @param past columns that are known up to the present, [n] each
     * @param known columns that are known ahead, [n + horizon] each; steps of the last segment beyond that keep the last value
     */
    public History(String series, double[] target, List<double[]> past, List<double[]> known) {
        this.series = series;
        this.target = target;
        this.past = List.copyOf(past);
        this.known = List.copyOf(known);
        past.forEach(column -> requireLength("a column", column, target.length));
        known.forEach(column -> requireLength("a column known ahead", column, known.getFirst().length));
        if (!known.isEmpty() && known.getFirst().length < target.length) {
            requireLength("a column known ahead", known.getFirst(), target.length);
        }
    }

    /** Returns a history of one column. */
    public static History of(String series, double... target) {
        return new History(series, target, List.of(), List.of());
    }

    private void requireLength(String what, double[] column, int expected) {
        if (column.length != expected) {
            throw new IllegalArgumentException(
                    "series " + series + ": " + what + " must have " + expected + " values but has " + column.length);
        }
    }

    /** Returns by which name the model may know the scale. */
    public String series() {
        return series;
    }

    /** Returns how many values of the target are known. */
    public int length() {
        return target.length;
    }

    /** Returns the target at a step, counted from 0. */
    public double target(int step) {
        return target[step];
    }

    /** Returns the columns known up to the present. */
    List<double[]> past() {
        return past;
    }

    /** Returns the columns known ahead. */
    List<double[]> known() {
        return known;
    }

    /** Returns for how many steps after the present the columns known ahead are known. */
    public int knownAhead() {
        return known.isEmpty() ? 0 : known.getFirst().length - target.length;
    }

    /** Returns how many columns there are: the target, those known up to the present, those known ahead, in this order. */
    public int columns() {
        return 1 + past.size() + known.size();
    }

    /** Returns a value of a column, both counted from 0. */
    public double value(int column, int step) {
        return column(column)[step];
    }

    private double[] column(int column) {
        return column == 0
                ? target
                : column <= past.size() ? past.get(column - 1) : known.get(column - 1 - past.size());
    }

    /** Returns the history with one value of a column in the place of those at the steps {@code from} to {@code to − 1}. */
    public History with(int column, int from, int to, double value) {
        double[] changed = column(column).clone();
        Arrays.fill(changed, from, to, value);
        List<double[]> all = new ArrayList<>();
        for (int c = 0; c < columns(); c++) {
            all.add(c == column ? changed : column(c));
        }
        int ahead = 1 + past.size();
        return new History(series, all.getFirst(), all.subList(1, ahead), all.subList(ahead, columns()));
    }

    /** Returns the history when these values have come, the columns beside it kept at their last values. */
    public History followedBy(double... values) {
        double[] longer = Arrays.copyOf(target, target.length + values.length);
        System.arraycopy(values, 0, longer, target.length, values.length);
        List<double[]> held =
                past.stream().map(column -> held(column, longer.length)).toList();
        return new History(series, longer, held, known);
    }

    /** Returns a column of this length, its last value kept where it is shorter. */
    static double[] held(double[] column, int length) {
        double[] longer = Arrays.copyOf(column, length);
        if (column.length < length) {
            Arrays.fill(longer, column.length, length, column.length == 0 ? 0 : column[column.length - 1]);
        }
        return longer;
    }
}
