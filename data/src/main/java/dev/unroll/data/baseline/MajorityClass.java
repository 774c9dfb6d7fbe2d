package dev.unroll.data.baseline;

import dev.unroll.data.Labeled;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers the most frequent label of its examples, whatever the input. */
public final class MajorityClass implements Baseline<Object> {

    private final String label;

    private MajorityClass(String label) {
        this.label = label;
    }

    /** Returns the baseline of these examples; of labels as frequent, the first by name. */
    public static MajorityClass train(List<? extends Labeled> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples to train a baseline on must be at least 1 but are 0");
        }
        var counts = new TreeMap<String, Integer>();
        examples.forEach(example -> counts.merge(example.label(), 1, Integer::sum));
        return new MajorityClass(Collections.max(
                        counts.entrySet(),
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Collections.reverseOrder())))
                .getKey());
    }

    @Override
    public String name() {
        return "majority class";
    }

    @Override
    public String key() {
        return "majority";
    }

    @Override
    public String predict(Object input) {
        return label;
    }
}
