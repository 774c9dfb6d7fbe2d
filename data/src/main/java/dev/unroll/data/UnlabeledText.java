package dev.unroll.data;

import java.util.List;
import java.util.function.Consumer;

/** A text alone: what a language model learns from. */
public record UnlabeledText(String text) implements TextExample {

    /** Runs of earlier versions knew such texts by this label. */
    private static final String LABEL = "text";

    public UnlabeledText {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the text of an example must not be empty");
        }
    }

    @Override
    public List<String> targets() {
        return List.of();
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(LABEL);
        hash.accept(text);
    }
}
