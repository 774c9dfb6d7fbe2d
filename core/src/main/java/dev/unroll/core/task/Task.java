package dev.unroll.core.task;

import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.network.NetworkSpec;
import java.util.Map;

/** What a model answers. */
public interface Task {

    /** Returns the name in configurations and in {@code config.json}. */
    String name();

    /** Returns how many numbers a network must put out, a row. */
    int outputs();

    /** Returns what a model of this task says, as the rest of the sentence "a network that …". */
    String says(InputEncoder input);

    /** Returns what stands between a model and its answer in a sentence. */
    default String verb() {
        return "answers";
    }

    /**
     * Throws unless a network that reads what the encoder gives can answer this.
     *
     * @throws IllegalArgumentException that says what does not fit
     */
    void requireFits(NetworkSpec spec, InputEncoder input);

    /** Returns the keys that {@code config.json} has of it beside its name. */
    Map<String, Object> toData();

    /** Throws unless a network has as many outputs as there are labels. */
    static void requireOutputs(NetworkSpec spec, int labels) {
        if (spec.outputSize() != labels) {
            throw new IllegalArgumentException(
                    "the network has " + spec.outputSize() + " outputs but there are labels for " + labels);
        }
    }
}
