package dev.unroll.data.series.table;

import dev.unroll.core.input.Missing;

/** Puts numbers where there are none, by a rule. */
final class Filling {

    private Filling() {}

    /** Fills a column in place. Before its first number and behind its last there are no two neighbors: the one counts. */
    static void fill(double[] values, Missing rule) {
        if (rule != Missing.INTERPOLATE && rule != Missing.LAST) {
            return;
        }
        int before = -1;
        for (int at = 0; at < values.length; at++) {
            if (!Double.isNaN(values[at])) {
                between(values, before, at, rule);
                before = at;
            }
        }
        between(values, before, values.length, rule);
    }

    /** Fills what lies between two numbers; -1 and the length are none. */
    private static void between(double[] values, int before, int after, Missing rule) {
        if (before < 0 && after == values.length) {
            return;
        }
        for (int at = before + 1; at < after; at++) {
            if (before < 0) {
                values[at] = values[after];
            } else if (after == values.length || rule == Missing.LAST) {
                values[at] = values[before];
            } else {
                double part = (double) (at - before) / (after - before);
                values[at] = values[before] + (values[after] - values[before]) * part;
            }
        }
    }
}
