package dev.unroll.data.tagged;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Part;
import dev.unroll.data.file.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the files of tagged sentences in a folder, and the part that each is. */
final class DataFiles {

    private static final String TXT = "txt";

    /** Extensions that files of other kinds have as well. */
    private static final Set<String> COMMON = Set.of("tsv", TXT, "json", "jsonl", "ndjson");

    private DataFiles() {}

    /** Returns whether nothing but tagged sentences has such a name. */
    static boolean isCertain(Path file) {
        return isData(file) && !COMMON.contains(Names.extension(file));
    }

    private static boolean isData(Path file) {
        String name = Names.of(file);
        return !Names.isForeign(name)
                && !Names.isPaper(name)
                && TaggedFormat.of(file).isPresent()
                && Files.isRegularFile(file);
    }

    /** Returns the files of data in a folder, sorted by name: those that name a part, if any does. */
    static List<Path> in(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(DataFiles::isData)
                    .filter(DataFiles::isNoCopy)
                    .sorted(Comparator.comparing(Names::of))
                    .toList();
            List<Path> parts = filteredUnlessNone(files, file -> !Part.of(file).isEmpty());
            // Treebanks come with their plain texts: such a file counts only where no other does.
            return filteredUnlessNone(parts, file -> !Names.extension(file).equals(TXT));
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read: " + Problems.of(e), e);
        }
    }

    private static List<Path> filteredUnlessNone(List<Path> files, Predicate<Path> better) {
        List<Path> filtered = files.stream().filter(better).toList();
        return filtered.isEmpty() ? files : filtered;
    }

    /** Returns whether a file is more than the compressed form of one beside it. */
    private static boolean isNoCopy(Path file) {
        Path plain = file.resolveSibling(Names.withoutGz(file));
        return plain.equals(file) || !Files.isRegularFile(plain);
    }

    /** Returns the file of each part, training among them; a file alone that names none is to train on. */
    static Map<Part, Path> parts(Path folder, List<Path> files) {
        var parts = new EnumMap<Part, Path>(Part.class);
        for (Path file : files) {
            Optional<Part> part = part(file);
            if (part.isPresent()) {
                Path other = parts.putIfAbsent(part.get(), file);
                if (other != null) {
                    throw new DataException(String.format(
                            Locale.ROOT,
                            "%s has two files for the part %s, %s and %s; leave one there",
                            folder,
                            part.get().word(),
                            Names.of(other),
                            Names.of(file)));
                }
            }
        }
        if (parts.isEmpty() && files.size() == 1) {
            return Map.of(Part.TRAIN, files.getFirst());
        }
        if (!parts.containsKey(Part.TRAIN)) {
            throw new DataException(folder + " has no file to train on: one must have the word train in its name, as"
                    + " en-train.conllu, but there " + found(files));
        }
        return Collections.unmodifiableMap(parts);
    }

    private static Optional<Part> part(Path file) {
        List<Part> parts = List.copyOf(Part.of(file));
        if (parts.size() > 1) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s has the words of two parts in its name, %s and %s; rename it",
                    file,
                    parts.get(0).word(),
                    parts.get(1).word()));
        }
        return parts.stream().findFirst();
    }

    private static String found(List<Path> files) {
        var names = new ArrayList<String>();
        files.forEach(file -> names.add(Names.of(file)));
        return switch (names.size()) {
            case 0 -> "is none of data";
            case 1 -> "is only " + names.getFirst();
            default -> "are only " + String.join(", ", names);
        };
    }
}
