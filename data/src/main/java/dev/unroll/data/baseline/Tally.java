package dev.unroll.data.baseline;

import java.util.Map;
import java.util.TreeMap;

/** How often each of some names occurs. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();
    private int total;

    void add(String name) {
        counts.merge(name, 1, Integer::sum);
        total++;
    }

    int total() {
        return total;
    }

    /** Returns the name that occurs most; of those that occur as often, the first. */
    String best() {
        String best = "";
        int most = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }
}
