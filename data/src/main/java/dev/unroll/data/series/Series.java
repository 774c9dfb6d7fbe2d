package dev.unroll.data.series;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.Fnv;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A target over time, and the columns beside it.
 *
 * <p>Columns known ahead may go on after the last value of the target: what is planned, or what the calendar says. A missing
 * value is {@code NaN}, and occurs only where the rule for missing values lets it stand.
 */
public final class Series {

    private final String id;
    private final TimeAxis time;
    private final double[] target;
    private final List<double[]> past;
    private final List<double[]> known;
    private final int testLength;
    private final long hash;

    /**
     * Makes a series that comes in one part; the arrays are used as they are.
     *
     * @param target [T]
     * @param past columns that are known up to the present, [T] each
     * @param known columns that are known ahead, [at least T] each, all of one length
     */
    public Series(String id, TimeAxis time, double[] target, List<double[]> past, List<double[]> known) {
        this(id, time, target, past, known, 0);
    }

    /**
     * Makes a series whose last values are kept for the score; the arrays are used as they are.
     *
     * @param target [T]
     * @param past columns that are known up to the present, [T] each
     * @param known columns that are known ahead, [at least T] each, all of one length
     * @param testLength of the last values that are kept for the score, 0 to T
     */
    public Series(
            String id, TimeAxis time, double[] target, List<double[]> past, List<double[]> known, int testLength) {
        this.id = id;
        this.time = time;
        this.target = target;
        this.testLength = testLength;
        this.past = List.copyOf(past);
        this.known = List.copyOf(known);
        if (testLength < 0 || testLength > target.length) {
            throw new IllegalArgumentException("series " + id + " has " + Sentence.counted(target.length, "step")
                    + " but a test part of " + testLength);
        }
        for (double[] column : past) {
            requireLength(column.length == target.length, column);
        }
        for (double[] column : known) {
            requireLength(column.length >= target.length && column.length == known.getFirst().length, column);
        }
        long sum = hash(Fnv.OFFSET, target);
        for (double[] column : past) {
            sum = hash(sum, column);
        }
        for (double[] column : known) {
            sum = hash(sum, column);
        }
        this.hash = sum;
    }

    private static long hash(long before, double[] values) {
        long hash = before;
        for (double value : values) {
            long bits = Double.doubleToLongBits(value);
            hash = Fnv.next(Fnv.next(hash, (int) bits), (int) (bits >> Integer.SIZE));
        }
        return hash;
    }

    private void requireLength(boolean fits, double[] column) {
        if (!fits) {
            throw new IllegalArgumentException("series " + id + " has " + Sentence.counted(target.length, "step")
                    + " but a column of " + column.length);
        }
    }

    /** Returns what it is called: of a wide table, the name of its column. */
    public String id() {
        return id;
    }

    public TimeAxis time() {
        return time;
    }

    /** Returns a hash of all values, the same on every JVM. */
    public long hash() {
        return hash;
    }

    /** Returns the steps of the target. */
    public int length() {
        return target.length;
    }

    /** Returns how many of the last steps the makers of the data keep for the score; 0 if the data come in one part. */
    public int testLength() {
        return testLength;
    }

    /** Returns up to which step the columns known ahead are known; {@link #length} if there are none. */
    public int knownLength() {
        return known.isEmpty() ? target.length : known.getFirst().length;
    }

    /** Returns the target at a step, counted from 0. */
    public double target(int step) {
        return target[step];
    }

    /** Returns how many columns are known up to the present alone. */
    public int pastColumns() {
        return past.size();
    }

    /** Returns a column known up to the present, at a step. */
    public double past(int column, int step) {
        return past.get(column)[step];
    }

    /** Returns how many columns are known ahead. */
    public int knownColumns() {
        return known.size();
    }

    /** Returns a column known ahead, at a step below {@link #knownLength}. */
    public double known(int column, int step) {
        return known.get(column)[step];
    }

    /**
     * Returns this series with what the calendar says of each step beside its columns known ahead, as far as these go.
     *
     * @param ahead steps after the last value that the calendar is read for, if no column is known ahead
     * @throws IllegalArgumentException if steps have no times
     */
    public Series with(Calendar calendar, int ahead) {
        int steps = known.isEmpty() ? length() + ahead : knownLength();
        double[][] columns = new double[calendar.names().size()][steps];
        for (int t = 0; t < steps; t++) {
            LocalDateTime when = time.dateTime(t)
                    .orElseThrow(() -> new IllegalArgumentException("series " + id
                            + " has no times, so the calendar says nothing of it; leave data.calendar empty, or name the"
                            + " column of the times: data.time_column"));
            double[] features = calendar.features(when);
            for (int c = 0; c < features.length; c++) {
                columns[c][t] = features[c];
            }
        }
        List<double[]> more = new ArrayList<>(known);
        more.addAll(List.of(columns));
        return new Series(id, time, target, past, more, testLength);
    }
}
