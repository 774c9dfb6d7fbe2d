package dev.unroll.core.task;

import java.util.List;
import java.util.Map;

/** A task whose answers are labels: one logit each. */
public interface LabelTask extends Task {

    /** The key of the labels in {@code config.json}. */
    String LABELS = "labels";

    /** Returns the labels, in the order of the network's outputs. */
    List<String> labels();

    @Override
    default int outputs() {
        return labels().size();
    }

    @Override
    default Map<String, Object> toData() {
        return Map.of(LABELS, labels());
    }
}
