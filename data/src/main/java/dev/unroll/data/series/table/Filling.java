package dev.unroll.data.series.table;

import dev.unroll.core.input.Missing;
import dev.unroll.data.series.StoredValues;

/** Puts numbers where there are none, by a rule. */
final class Filling {

    private Filling() {}

    /** Fills a column in place. Before its first number and behind its last there are no two neighbors: the one counts. */
    static void fill(StoredValues values, Missing rule) {
        if (rule != Missing.INTERPOLATE && rule != Missing.LAST) {
            return;
        }
        int before = -1;
        for (int at = 0; at < values.size(); at++) {
            if (!Double.isNaN(values.get(at))) {
                between(values, before, at, rule);
                before = at;
            }
        }
        between(values, before, values.size(), rule);
    }

    /** Fills what lies between two numbers; -1 and the length are none. */
    private static void between(StoredValues values, int before, int after, Missing rule) {
        if (before < 0 && after == values.size()) {
            return;
        }
        for (int at = before + 1; at < after; at++) {
            if (before < 0) {
                values.set(at, values.get(after));
            } else if (after == values.size() || rule == Missing.LAST) {
                values.set(at, values.get(before));
            } else {
                double part = (double) (at - before) / (after - before);
                values.set(at, values.get(before) + (values.get(after) - values.get(before)) * part);
            }
        }
    }
}
