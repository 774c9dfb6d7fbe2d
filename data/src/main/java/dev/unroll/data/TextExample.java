package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import java.util.List;

/** An example whose input is a text. */
public interface TextExample extends Example {

    /** The most characters of an excerpt. */
    int LONGEST_EXCERPT = 40;

    /** Returns the text. */
    String text();

    /** Returns the tokens that the text came in; none if it is yet to be parted. */
    default List<String> tokens() {
        return List.of();
    }

    /** Hashes the UTF-16 units. */
    @Override
    default long fingerprint() {
        String text = text();
        long hash = Fnv.OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = Fnv.next(hash, text.charAt(i));
        }
        return hash;
    }

    /** Returns the number of code points. */
    @Override
    default int length() {
        String text = text();
        return text.codePointCount(0, text.length());
    }

    /** Returns the beginning of the first line, in quotes. */
    @Override
    default String excerpt() {
        return excerpt(text());
    }

    /** Returns the beginning of the first line of a text, in quotes. */
    static String excerpt(String text) {
        return '"' + Sentence.beginning(text.lines().findFirst().orElse(""), LONGEST_EXCERPT) + '"';
    }
}
