package dev.unroll.core.task;

import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.network.NetworkSpec;
import java.util.List;

/**
 * The next token after each token: many to many, and one to many where a text is written from its beginning.
 *
 * @param labels the tokens of the vocabulary
 */
public record NextToken(List<String> labels) implements LabelTask {

    /** The name in configurations. */
    public static final String NAME = "next_token";

    public NextToken {
        labels = List.copyOf(labels);
    }

    /** The task of guessing among the tokens that an encoder knows. */
    public NextToken(TextEncoder text) {
        this(text.vocabulary().tokens());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String says(InputEncoder input) {
        return "says which of " + labels.size() + " tokens comes next";
    }

    @Override
    public String verb() {
        return "guesses that next comes";
    }

    @Override
    public void requireFits(NetworkSpec spec, InputEncoder input) {
        Task.requireOutputs(spec, labels.size());
        if (!(input instanceof TextEncoder text)) {
            throw new IllegalArgumentException(
                    "a model that guesses the next token must read tokens but reads vectors");
        }
        if (!labels.equals(text.vocabulary().tokens())) {
            throw new IllegalArgumentException(
                    "the labels of a model that guesses the next token must be the tokens of its vocabulary, in the same"
                            + " order, but are not");
        }
        if (!spec.answersEachStep()) {
            throw new IllegalArgumentException(
                    "the task is " + NAME + " but the network's readout is " + spec.readout());
        }
    }
}
