package dev.unroll.data;

import java.util.function.Consumer;

/** A text, and the class it belongs to. */
public record LabeledText(String text, String label) implements TextExample, Labeled {

    public LabeledText {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text of an example labeled \"" + label + "\" must not be empty");
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("label of \"" + text + "\" must not be blank");
        }
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(label);
        hash.accept(text);
    }
}
