package dev.unroll.data.text;

import dev.unroll.data.text.TableForm.Separator;
import java.util.List;

/**
 * A row of a table.
 *
 * @param line on which it begins, from 1
 * @param problem why it cannot be read; empty if it can
 */
public record Row(long line, List<String> fields, String problem) {

    /** Returns how many lines it takes. */
    long lines() {
        return 1
                + fields.stream()
                        .flatMapToInt(String::chars)
                        .filter(c -> c == '\n')
                        .count();
    }

    /** Returns whether one of its inner lines has separators enough for a row of so many fields. */
    boolean swallows(Separator separator, int width) {
        return fields.stream()
                .flatMap(field -> field.lines().skip(1))
                .anyMatch(inner ->
                        inner.chars().filter(c -> c == separator.character()).count() >= width - 1);
    }
}
