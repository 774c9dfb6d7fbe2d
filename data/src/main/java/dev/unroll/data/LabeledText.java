package dev.unroll.data;

/** One example: a text, and the class it belongs to. */
public record LabeledText(String text, String label) {

    public LabeledText {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text of an example labeled \"" + label + "\" must not be empty");
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("label of \"" + text + "\" must not be blank");
        }
    }
}
