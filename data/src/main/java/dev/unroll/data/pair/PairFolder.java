package dev.unroll.data.pair;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Part;
import dev.unroll.data.file.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files of data in a folder, and the part that each is. */
final class PairFolder {

    private PairFolder() {}

    /** Returns the files that may be data: visible, no papers, no checksums, no compressed copies; sorted by name. */
    static List<Path> data(Path folder) {
        return inside(folder).stream()
                .filter(file -> isData(Names.of(file)) && Files.isRegularFile(file) && isNoCopy(file))
                .toList();
    }

    private static boolean isData(String name) {
        return !Names.isForeign(name)
                && !Names.isPaper(name)
                && !name.startsWith("_")
                && (name.contains(".") || name.toLowerCase(Locale.ROOT).startsWith("cmudict"));
    }

    /** Returns whether a file is more than the compressed form of one beside it. */
    private static boolean isNoCopy(Path file) {
        Path plain = file.resolveSibling(Names.withoutGz(file));
        return plain.equals(file) || !Files.isRegularFile(plain);
    }

    private static List<Path> inside(Path folder) {
        return Problems.reading(folder, () -> {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.sorted(Comparator.comparing(Names::of)).toList();
            }
        });
    }

    /** Returns the folder, or the one in it that has everything, as archives of a folder are made. */
    static Path innermost(Path folder) {
        List<Path> entries = inside(folder).stream()
                .filter(entry -> !Names.isForeign(Names.of(entry)))
                .toList();
        return entries.size() == 1 && Files.isDirectory(entries.getFirst()) ? innermost(entries.getFirst()) : folder;
    }

    /** Returns what is of each part; what names none is to learn from, if it is alone. */
    static <T> Map<Part, T> parts(Path folder, List<T> all, Function<T, Path> file) {
        var parts = new EnumMap<Part, T>(Part.class);
        for (T one : all) {
            Path path = file.apply(one);
            List<Part> named = List.copyOf(Part.of(path));
            if (named.size() > 1) {
                throw new DataException(path + " has the words of two parts in its name, "
                        + named.get(0).word() + " and " + named.get(1).word() + "; rename it");
            }
            if (!named.isEmpty()) {
                T other = parts.putIfAbsent(named.getFirst(), one);
                if (other != null) {
                    throw new DataException(folder + " has two files for the part "
                            + named.getFirst().word() + ", " + Names.of(file.apply(other)) + " and " + Names.of(path)
                            + "; leave one there");
                }
            }
        }
        if (!parts.isEmpty()) {
            return parts;
        }
        if (all.size() == 1) {
            return Map.of(Part.TRAIN, all.getFirst());
        }
        throw new DataException(folder
                + " must have one file of pairs, or one for each part with the word train or test in"
                + " its name, but " + (all.isEmpty() ? "has none" : "has " + names(all, file)) + "; name the file");
    }

    private static <T> String names(List<T> all, Function<T, Path> file) {
        return String.join(
                ", ", all.stream().map(one -> Names.of(file.apply(one))).toList());
    }
}
