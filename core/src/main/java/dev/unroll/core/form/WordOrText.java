package dev.unroll.core.form;

/**
 * A value that is a word of a list, or a text that says something of its own.
 *
 * <p>A key of such a type reads it by the type's static methods {@code Optional<T> read(String text)}, empty if the text is
 * neither, {@code List<String> words()} and {@code String expectation()}, what it must be, as the middle of a sentence.
 */
public interface WordOrText {

    /** Returns how it is written: the word or the text. */
    String written();
}
