package dev.unroll.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A text, and the class it belongs to. Two are equal if these and their tokens are, wherever they were read.
 *
 * <p>A table of a million rows has a million of these, so its place is two fields and no object.
 */
public final class LabeledText implements TextExample, Labeled {

    private final String text;
    private final List<String> tokens;
    private final String label;
    private final String file;
    private final int line;

    /** Makes an example that is from no file. */
    public LabeledText(String text, String label) {
        this(text, label, "", 0);
    }

    /** Makes an example whose text comes in its tokens. */
    public static LabeledText ofTokens(List<String> tokens, String label) {
        return new LabeledText(String.join(" ", tokens), List.copyOf(tokens), label, "", 0);
    }

    /**
     * Makes an example that was read.
     *
     * @param file one object for all that is read from it
     * @param line on which it begins, from 1
     */
    public LabeledText(String text, String label, String file, int line) {
        this(text, List.of(), label, file, line);
    }

    private LabeledText(String text, List<String> tokens, String label, String file, int line) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text of an example labeled \"" + label + "\" must not be empty");
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("label of \"" + text + "\" must not be blank");
        }
        this.text = text;
        this.tokens = tokens;
        this.label = label;
        this.file = file;
        this.line = line;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public List<String> tokens() {
        return tokens;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Optional<FilePlace> place() {
        return line == 0 ? Optional.empty() : Optional.of(new FilePlace(file, line));
    }

    /** Returns the text alone, at its place. */
    public UnlabeledText unlabeled() {
        return new UnlabeledText(text, file, line);
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(label);
        hash.accept(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabeledText that
                && text.equals(that.text)
                && tokens.equals(that.tokens)
                && label.equals(that.label);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + label.hashCode();
    }

    @Override
    public String toString() {
        return label + ": " + excerpt();
    }
}
