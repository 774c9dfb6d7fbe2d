package dev.unroll.data.series.table;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The two files of a data set whose test part is apart: {@code Hourly-train.csv} and {@code Hourly-test.csv}. */
final class Parts {

    private static final String TRAIN = "train";
    private static final String TEST = "test";

    private Parts() {}

    /** Returns the table to learn from: the file itself, or the only one of a folder whose name says {@code train}. */
    static Path train(Path source) {
        if (!Files.isDirectory(source)) {
            return source;
        }
        List<Path> found = trains(source);
        if (found.size() != 1) {
            throw new DataException(source + " is a folder with "
                    + (found.isEmpty() ? "no table" : "several tables") + " to learn from ("
                    + (found.isEmpty()
                            ? "*train*.csv"
                            : String.join(", ", found.stream().map(Names::of).toList()))
                    + "); name the file inside it");
        }
        return found.getFirst();
    }

    /** Returns whether a folder has one table to learn from. */
    static boolean isFolder(Path folder) {
        return Files.isDirectory(folder) && trains(folder).size() == 1;
    }

    private static List<Path> trains(Path folder) {
        return Problems.reading(folder, () -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> !Names.isForeign(Names.of(file)))
                        .filter(TableFiles::isNamedSo)
                        .filter(file -> lower(file).contains(TRAIN))
                        .sorted()
                        .toList();
            }
        });
    }

    private static String lower(Path file) {
        return Names.of(file).toLowerCase(Locale.ROOT);
    }

    /** Returns the table of the values that follow those of another, as a form names it. */
    static Optional<Path> test(Path train, String named) {
        if (named.equals(SeriesForm.NONE)) {
            return Optional.empty();
        }
        if (named.equals(SeriesForm.FOUND)) {
            return beside(train);
        }
        Path given = Path.of(named);
        Path inFolder = train.resolveSibling(given);
        if (!Files.exists(given) && !Files.exists(inFolder)) {
            throw new DataException("there is no file " + given + ", which data.test_source names; check the path");
        }
        return Optional.of(Files.exists(given) ? given : inFolder);
    }

    private static Optional<Path> beside(Path train) {
        String name = Names.of(train);
        int at = lower(train).lastIndexOf(TRAIN);
        if (at < 0) {
            return Optional.empty();
        }
        boolean capital = Character.isUpperCase(name.charAt(at));
        boolean capitals = capital && Character.isUpperCase(name.charAt(at + 1));
        String word = capitals ? "TEST" : capital ? "Test" : TEST;
        String other = name.substring(0, at) + word + name.substring(at + TRAIN.length());
        String plain = Names.hasEnding(train, ".gz") ? other.substring(0, other.length() - 3) : other;
        return Stream.of(other, other + ".gz", plain)
                .map(train::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
