package dev.unroll.data.series.table;

import dev.unroll.data.series.time.Axis;
import java.util.Arrays;

/** The rows of a series in the order of time, each with its step. */
final class Timeline {

    private final int[] rows;
    private final int[] steps;
    private final int length;
    private final Axis axis;

    /**
     * Makes a time line; the arrays are used as they are.
     *
     * @param rows their numbers in the table
     * @param steps where each is, from 0; rows of one time have one step
     * @param length steps in all
     */
    Timeline(int[] rows, int[] steps, int length, Axis axis) {
        this.rows = rows;
        this.steps = steps;
        this.length = length;
        this.axis = axis;
    }

    /** Returns the number in the table of the row at a place in the order of time. */
    int row(int place) {
        return rows[place];
    }

    /** Returns the steps of the rows in the order of time. */
    int[] steps() {
        return steps;
    }

    /** Returns the steps in all. */
    int length() {
        return length;
    }

    Axis axis() {
        return axis;
    }

    /** Hears of each number in turn. */
    interface Contradiction {

        /** Tells that rows of one step differ, the first of which is at this place. */
        void at(int place);
    }

    /** Returns the numbers of a column by step; NaN where there is none, the mean where rows of one step differ. */
    double[] values(NumberColumn column, Contradiction contradiction) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        int from = 0;
        while (from < rows.length) {
            int to = from + 1;
            while (to < rows.length && steps[to] == steps[from]) {
                to++;
            }
            values[steps[from]] = to == from + 1 ? column.get(rows[from]) : mean(column, from, to, contradiction);
            from = to;
        }
        return values;
    }

    private double mean(NumberColumn column, int from, int to, Contradiction contradiction) {
        double first = Double.NaN;
        double sum = 0;
        int count = 0;
        boolean differ = false;
        for (int i = from; i < to; i++) {
            double value = column.get(rows[i]);
            if (!Double.isNaN(value)) {
                first = count == 0 ? value : first;
                differ |= value != first;
                sum += value;
                count++;
            }
        }
        if (differ) {
            contradiction.at(from);
        }
        return differ ? sum / count : first;
    }
}
