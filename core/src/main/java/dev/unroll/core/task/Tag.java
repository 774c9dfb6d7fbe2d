package dev.unroll.core.task;

import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.network.NetworkSpec;
import java.util.List;

/**
 * A label for each step: many to many, of one length.
 *
 * @param labels the tags
 */
public record Tag(List<String> labels) implements LabelTask {

    /** The name in configurations. */
    public static final String NAME = "tag";

    public Tag {
        labels = LabelTask.requireNames(labels);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String says(InputEncoder input) {
        return "says which of " + labels.size() + " tags each word of a " + input.unit() + " has";
    }

    @Override
    public String verb() {
        return "tags the word as";
    }

    @Override
    public void requireFits(NetworkSpec spec, InputEncoder input) {
        Task.requireOutputs(spec, labels.size());
        if (!spec.answersEachStep()) {
            throw new IllegalArgumentException(
                    "the task is " + NAME + " but the network's readout is " + spec.readout());
        }
    }
}
