package dev.unroll.core.task;

import dev.unroll.core.input.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A task whose answers are labels: one logit each. */
public interface LabelTask extends Task {

    /** The key of the labels in {@code config.json}. */
    String LABELS = "labels";

    /** Returns the labels, in the order of the network's outputs. */
    List<String> labels();

    /**
     * Returns labels, each of which names one answer.
     *
     * @throws IllegalArgumentException if one is empty, or stands there twice
     */
    static List<String> requireNames(List<String> labels) {
        Map<String, Integer> places = HashMap.newHashMap(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            if (Texts.isBlank(label)) {
                throw new IllegalArgumentException("label " + i + " is empty; an answer must have a name");
            }
            Integer earlier = places.put(label, i);
            if (earlier != null) {
                throw new IllegalArgumentException("label \"" + label + "\" stands there twice, at " + earlier
                        + " and at " + i + "; keep one of them");
            }
        }
        return List.copyOf(labels);
    }

    @Override
    default int outputs() {
        return labels().size();
    }

    @Override
    default Map<String, Object> toData() {
        return Map.of(LABELS, labels());
    }
}
