package dev.unroll.data.text;

import dev.unroll.data.Unreadable;
import dev.unroll.data.text.TableForm.Separator;
import java.util.List;
import java.util.Optional;

/**
 * A row of a table.
 *
 * @param line on which it begins, from 1
 * @param problem why it cannot be read; empty if it can
 */
public record Row(long line, List<String> fields, Optional<Unreadable> problem) {

    /** Returns how many lines it takes. */
    public long lines() {
        long lines = 1;
        for (String field : fields) {
            for (int end = field.indexOf('\n'); end >= 0; end = field.indexOf('\n', end + 1)) {
                lines++;
            }
        }
        return lines;
    }

    /** Returns whether one of its inner lines has separators enough for a row of so many fields. */
    boolean swallows(Separator separator, int width) {
        return fields.stream()
                .flatMap(field -> field.lines().skip(1))
                .anyMatch(inner ->
                        inner.chars().filter(c -> c == separator.character()).count() >= width - 1);
    }
}
