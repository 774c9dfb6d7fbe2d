package dev.unroll.core.task;

import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.network.NetworkSpec;
import java.util.List;

/** One label for a whole sequence: many to one. */
public record Classify(List<String> labels) implements LabelTask {

    /** The name in configurations. */
    public static final String NAME = "classify";

    public Classify {
        labels = LabelTask.requireNames(labels);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String says(InputEncoder input) {
        return "says which of " + labels.size() + " labels a " + input.unit() + " has";
    }

    @Override
    public void requireFits(NetworkSpec spec, InputEncoder input) {
        Task.requireOutputs(spec, labels.size());
        if (spec.answersEachStep()) {
            throw new IllegalArgumentException(
                    "the task is " + NAME + " but the network's readout is " + spec.readout());
        }
    }
}
