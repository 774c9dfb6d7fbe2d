package dev.unroll.data.text;

import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Problems;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line before the first row by which spreadsheets tell each other the separator: {@code sep=;}. It is no row. */
final class SeparatorMark {

    private static final Pattern MARK = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);

    private SeparatorMark() {}

    /** Returns what the mark of a table names, if it has one. */
    static Optional<Separator> of(Path file, Encoding encoding) {
        return Problems.reading(file, () -> {
            try (LineStream lines = LineStream.open(file, encoding)) {
                return lines.next().map(line -> MARK.matcher(line.content())).filter(Matcher::matches).stream()
                        .flatMap(found -> Separator.of(found.group(1).charAt(0)).stream())
                        .findFirst();
            }
        });
    }
}
