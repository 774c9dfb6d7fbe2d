package dev.unroll.data.series.table;

import dev.unroll.data.series.StoredValues;
import dev.unroll.data.series.time.Axis;
import java.util.Arrays;

/** The rows of a series in the order of time, each with its step. */
interface Timeline {

    /** Returns how many rows there are. */
    int count();

    /** Returns the number in the table of the row at a place in the order of time. */
    int row(int place);

    /** Returns the step, from 0, of the row at a place; rows of one time have one step. */
    int step(int place);

    /** Returns a place whose row has a step, or a negative number. */
    int place(int step);

    /** Returns the steps in all. */
    int length();

    Axis axis();

    /** Returns a time line of all rows of a table, which are a step each. */
    static Timeline of(int rows, Axis axis) {
        return new Timeline() {
            @Override
            public int count() {
                return rows;
            }

            @Override
            public int row(int place) {
                return place;
            }

            @Override
            public int step(int place) {
                return place;
            }

            @Override
            public int place(int step) {
                return step;
            }

            @Override
            public int length() {
                return rows;
            }

            @Override
            public Axis axis() {
                return axis;
            }
        };
    }

    /**
     * Returns a time line; the arrays are used as they are.
     *
     * @param rows their numbers in the table
     * @param steps where each is
     */
    static Timeline of(int[] rows, int[] steps, int length, Axis axis) {
        return new Timeline() {
            @Override
            public int count() {
                return rows.length;
            }

            @Override
            public int row(int place) {
                return rows[place];
            }

            @Override
            public int step(int place) {
                return steps[place];
            }

            @Override
            public int place(int step) {
                return Arrays.binarySearch(steps, step);
            }

            @Override
            public int length() {
                return length;
            }

            @Override
            public Axis axis() {
                return axis;
            }
        };
    }

    /** Hears of rows that differ. */
    interface Contradiction {

        /** Tells that rows of one step differ, the first of which is at this place. */
        void at(int place);
    }

    /** Returns the numbers of a column by step; NaN where there is none, the mean where rows of one step differ. */
    default StoredValues values(NumberColumn column, Contradiction contradiction) {
        StoredValues values = StoredValues.missing(length());
        int from = 0;
        while (from < count()) {
            int to = from + 1;
            while (to < count() && step(to) == step(from)) {
                to++;
            }
            double value = to == from + 1 ? column.values().get(row(from)) : mean(column, from, to, contradiction);
            values.set(step(from), value);
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
            double value = column.values().get(row(i));
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
