package dev.unroll.data.vectors;

import dev.unroll.data.file.Names;
import dev.unroll.data.vectors.SequenceCollector.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table with a sequence a row: a cell a feature, in which numbers are parted by blanks or semicolons, and its class or
 * values.
 *
 * <pre>
 *   steps,label
 *   0.1 0.2 0.3,walk
 * </pre>
 */
public final class CellTable {

    private static final Pattern BETWEEN = Pattern.compile("\\s*;\\s*|\\s+");

    private CellTable() {}

    /** Returns whether the first row of a file names the columns of sequences. */
    public static boolean isOne(Path file, SequenceForm form) {
        return Tables.isOne(file, form, table -> form.columns().steps().stream().allMatch(table::has));
    }

    /** Reads all rows. */
    public static void read(Path file, SequenceForm form, SequenceCollector into) {
        NumberTable table = NumberTable.open(file, form);
        List<Integer> features = form.columns().steps().stream()
                .map(name -> table.require(name, "steps_columns"))
                .toList();
        List<Integer> targets = table.targets();
        table.read(into, (line, fields) -> {
            try {
                into.add(
                        Part.TRAIN,
                        Names.of(file),
                        line,
                        Features.side(features.stream()
                                .map(column -> Features.numbers(
                                        BETWEEN.split(fields.get(column).strip(), -1), table.form()))
                                .toList()),
                        targets.stream().map(fields::get).toList());
            } catch (IllegalArgumentException e) {
                into.addUnreadable(
                        Names.of(file),
                        line,
                        Optional.ofNullable(e.getMessage()).orElse(""));
            }
        });
    }
}
