package dev.unroll.data.vectors;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.PartFolder;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.vectors.SequenceCollector.Part;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a folder a class, in which a file is a sequence: a table ({@code .csv}, {@code .tsv}) of a row a step, a
 * column a feature, with a first row of names or without. Folders {@code train} and {@code test} above them are the parts.
 */
public final class RowFiles {

    private RowFiles() {}

    /** Returns whether in a folder there are folders with tables. */
    public static boolean isOne(Path folder) {
        return Files.isDirectory(folder)
                && (classes(folder).stream().anyMatch(RowFiles::hasTables)
                        || train(folder).isPresent());
    }

    private static Optional<Path> train(Path folder) {
        return PartFolder.in(folder, PartFolder.TRAIN)
                .filter(train -> classes(train).stream().anyMatch(RowFiles::hasTables));
    }

    private static boolean hasTables(Path folder) {
        return !tables(folder).isEmpty();
    }

    private static List<Path> classes(Path folder) {
        return entries(folder).stream()
                .filter(Files::isDirectory)
                .filter(entry -> !Names.isForeign(Names.of(entry)))
                .toList();
    }

    private static List<Path> tables(Path folder) {
        return entries(folder).stream()
                .filter(Tables::isNamedSo)
                .filter(entry -> !Names.isForeign(Names.of(entry)))
                .toList();
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return Problems.reading(folder, () -> {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.sorted().toList();
            }
        });
    }

    /** Reads all files. */
    public static void read(Path folder, SequenceForm form, SequenceCollector into) {
        if (form.wanted() == Wanted.VALUES) {
            throw new DataException(folder + " has a folder a class and no values; training.task classify learns them");
        }
        Optional<Path> train = train(folder);
        readPart(train.orElse(folder), form, Part.TRAIN, into);
        if (train.isPresent()) {
            PartFolder.in(folder, PartFolder.TEST).ifPresent(test -> readPart(test, form, Part.TEST, into));
        }
    }

    private static void readPart(Path folder, SequenceForm form, Part part, SequenceCollector into) {
        for (Path label : classes(folder)) {
            for (Path file : tables(label)) {
                into.beginFile();
                String shown = Names.of(label) + "/" + Names.of(file);
                try {
                    into.add(
                            part,
                            shown,
                            1,
                            sequence(file, form),
                            form.wanted() == Wanted.LABEL ? List.of(Names.of(label)) : List.of());
                } catch (BadRow e) {
                    into.addUnreadable(shown, e.line, String.valueOf(e.getMessage()));
                } catch (DataException e) {
                    into.addUnreadable(shown, 1, String.valueOf(e.getMessage()).replace(file + " ", ""));
                }
            }
        }
    }

    /** A row that costs its file. */
    private static final class BadRow extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final long line;

        private BadRow(long line, String problem) {
            super(problem);
            this.line = line;
        }
    }

    /**
     * Returns the rows of a table as steps, without a first row that has no number; [T, columns].
     *
     * @throws IllegalArgumentException if a row is not of numbers
     */
    public static Matrix sequence(Path file, SequenceForm form) {
        NumberTable table = NumberTable.open(file, form);
        boolean mayNameColumns = !TableFiles.isParquet(file);
        int width = table.names().size();
        List<float[]> steps = new ArrayList<>();
        boolean isFirst = true;
        try (Rows rows = Rows.open(file, form.files().encoding(), form.files().table(), table.separator())) {
            if (!mayNameColumns && form.files().table().header() == Header.NAMES) {
                rows.next();
            }
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                Row read = row.get();
                boolean names = mayNameColumns
                        && isFirst
                        && read.fields().stream().noneMatch(field -> isNumber(field, table.form()));
                isFirst = false;
                if (!names && !read.fields().stream().allMatch(String::isBlank)) {
                    steps.add(step(read, width, table.form()));
                }
            }
        }
        Matrix vectors = Matrix.zeros(steps.size(), width);
        for (int t = 0; t < steps.size(); t++) {
            for (int j = 0; j < width; j++) {
                vectors.set(t, j, steps.get(t)[j]);
            }
        }
        return vectors;
    }

    /** Returns how many columns a table has. */
    public static int columns(Path file, SequenceForm form) {
        return NumberTable.open(file, form).names().size();
    }

    private static boolean isNumber(String field, SequenceForm form) {
        try {
            return !Float.isNaN(form.number(field));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static float[] step(Row row, int width, SequenceForm form) {
        if (row.problem().isPresent()) {
            throw new BadRow(row.line(), row.problem().get().problem());
        }
        if (row.fields().size() != width) {
            throw new BadRow(
                    row.line(), "has " + Sentence.counted(row.fields().size(), "field") + ", expected are " + width);
        }
        try {
            return Features.numbers(row.fields().toArray(String[]::new), form);
        } catch (IllegalArgumentException e) {
            throw new BadRow(row.line(), String.valueOf(e.getMessage()));
        }
    }
}
