package dev.unroll.data.vectors;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.vectors.SequenceCollector.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table with a step a row: to which sequence it belongs, its number, its features, and the class or values of the sequence,
 * the same in each of its rows. Rows are sorted by the number of their step; every other column is a feature.
 *
 * <pre>
 *   id,step,f1,f2,label
 *   a,1,0.1,9,walk
 *   a,2,0.2,8,walk
 * </pre>
 */
public final class LongTable {

    private final NumberTable table;
    private final SequenceCollector into;
    private final int id;
    private final int step;
    private final List<Integer> targets;
    private final List<Integer> features;
    private final Map<String, List<Step>> sequences = new LinkedHashMap<>();

    private LongTable(NumberTable table, SequenceForm.Columns columns, SequenceCollector into) {
        this.table = table;
        this.into = into;
        this.id = table.require(columns.id(), "id_column");
        this.step = table.require(columns.step(), "step_column");
        this.targets = table.targets();
        // A model that is asked may be given what it was trained on.
        List<Integer> others = Stream.concat(Stream.of(columns.label()), columns.values().stream())
                .flatMapToInt(name -> table.find(name).stream())
                .boxed()
                .toList();
        this.features = IntStream.range(0, table.names().size())
                .filter(i -> i != id && i != step && !others.contains(i) && !targets.contains(i))
                .boxed()
                .toList();
        if (features.isEmpty()) {
            throw new DataException(
                    table.file() + " has no column of numbers beside \"" + String.join("\", \"", table.names()) + "\"");
        }
    }

    /**
     * One row.
     *
     * @param features [1, F]
     */
    private record Step(long line, double number, Matrix features, List<String> targets) {}

    /** Returns whether the first row of a file names the columns of a sequence and of a step. */
    public static boolean isOne(Path file, SequenceForm form) {
        return Tables.isOne(
                file,
                form,
                table -> table.has(form.columns().id())
                        && table.has(form.columns().step()));
    }

    /** Reads all rows. */
    public static void read(Path file, SequenceForm form, SequenceCollector into) {
        var reading = new LongTable(NumberTable.open(file, form), form.columns(), into);
        reading.table.read(into, reading::row);
        reading.sequences.forEach(reading::add);
    }

    private void row(long line, List<String> fields) {
        try {
            Matrix numbers = Matrix.zeros(1, features.size());
            for (int j = 0; j < features.size(); j++) {
                numbers.set(0, j, number(fields, features.get(j)));
            }
            double number = place(fields.get(step));
            sequences
                    .computeIfAbsent(fields.get(id).strip(), unseen -> new ArrayList<>())
                    .add(new Step(
                            line,
                            number,
                            numbers,
                            targets.stream().map(fields::get).toList()));
        } catch (IllegalArgumentException e) {
            into.addUnreadable(file(), line, Optional.ofNullable(e.getMessage()).orElse(""));
        }
    }

    private float number(List<String> fields, int column) {
        try {
            return table.form().number(fields.get(column));
        } catch (IllegalArgumentException e) {
            throw named(column, e);
        }
    }

    /** Returns the number of a step, in double precision: it may be a time, which a float rounds. */
    private double place(String field) {
        try {
            return Numbers.parseDouble(field, table.form().mark());
        } catch (IllegalArgumentException e) {
            throw named(step, e);
        }
    }

    private IllegalArgumentException named(int column, IllegalArgumentException e) {
        return new IllegalArgumentException("\"" + table.names().get(column) + "\" " + e.getMessage(), e);
    }

    private String file() {
        return Names.of(table.file());
    }

    private void add(String name, List<Step> rows) {
        List<Step> sorted =
                rows.stream().sorted(Comparator.comparingDouble(Step::number)).toList();
        Step first = rows.getFirst();
        for (Step row : rows) {
            if (!row.targets().equals(first.targets())) {
                into.addUnreadable(
                        file(),
                        row.line(),
                        "sequence " + name + " has " + row.targets() + " here but " + first.targets() + " in line "
                                + first.line());
                return;
            }
        }
        List<Step> kept = withoutRepeated(name, sorted);
        noteGaps(name, kept);
        Matrix vectors = Matrix.zeros(kept.size(), features.size());
        for (int t = 0; t < kept.size(); t++) {
            for (int j = 0; j < features.size(); j++) {
                vectors.set(t, j, kept.get(t).features().get(0, j));
            }
        }
        into.add(Part.TRAIN, file(), first.line(), vectors, first.targets());
    }

    /** Returns the first row of each step; others are told. */
    private List<Step> withoutRepeated(String name, List<Step> sorted) {
        List<Step> kept = new ArrayList<>(sorted.size());
        for (Step row : sorted) {
            if (!kept.isEmpty() && kept.getLast().number() == row.number()) {
                into.addNote(
                        file(),
                        row.line(),
                        "step " + row.number() + " of sequence " + name + " stands in line "
                                + kept.getLast().line() + " already; this row is left out");
            } else {
                kept.add(row);
            }
        }
        return kept;
    }

    /** Notes a distance between steps that is not the smallest one of the sequence. */
    private void noteGaps(String name, List<Step> steps) {
        double smallest = IntStream.range(1, steps.size())
                .mapToDouble(t -> steps.get(t).number() - steps.get(t - 1).number())
                .min()
                .orElse(0);
        int gaps = 0;
        long line = 0;
        for (int t = 1; t < steps.size(); t++) {
            // Half of it, as distances of fractions differ in their last bits.
            if (steps.get(t).number() - steps.get(t - 1).number() > 1.5 * smallest) {
                gaps++;
                line = line == 0 ? steps.get(t).line() : line;
            }
        }
        if (gaps > 0) {
            into.addNote(
                    file(),
                    line,
                    "sequence " + name + " has " + gaps + (gaps == 1 ? " gap" : " gaps")
                            + " between its steps, the first before this row; its steps are read as they follow each other");
        }
    }
}
