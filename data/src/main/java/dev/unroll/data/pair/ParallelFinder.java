package dev.unroll.data.pair;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.pair.PairFormat.Endings;
import dev.unroll.data.pair.PairFormat.Parallel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds parallel files among others, by their names.
 *
 * @param place the folder that they are in
 */
record ParallelFinder(Path place, List<Path> files, Parallel format) {

    /** Returns the two files of a path: a folder's own, those of one of the two, or those of a name without an ending. */
    static List<ParallelTexts> of(Path source, List<Path> beside, Parallel format) {
        if (Files.isDirectory(source)) {
            return new ParallelFinder(source, beside, format).all();
        }
        String stem = Files.isRegularFile(source) ? stem(source) : Names.of(source);
        List<Path> alike =
                beside.stream().filter(file -> stem(file).equals(stem)).toList();
        var finder = new ParallelFinder(source, alike, format);
        return List.of(
                Files.isRegularFile(source) && format.endings().isEmpty()
                        ? finder.withPartner(source)
                        : finder.pair(stem, alike));
    }

    /** Returns the name of a file without its ending. */
    static String stem(Path file) {
        String name = Names.withoutGz(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private ParallelTexts withPartner(Path source) {
        List<Path> others = files.stream()
                .filter(file -> !Names.withoutGz(file).equals(Names.withoutGz(source)))
                .toList();
        if (others.size() != 1) {
            throw new DataException(
                    source + " must have one other file beside it, of the same name with another ending, but "
                            + (others.isEmpty() ? "there is none" : "there are " + names(others))
                            + "; put it there, or name a table, JSON lines or a dictionary");
        }
        return new ParallelTexts(source, others.getFirst());
    }

    private List<ParallelTexts> all() {
        SortedMap<String, List<Path>> stems = new TreeMap<>();
        for (Path file : files) {
            stems.computeIfAbsent(stem(file), unseen -> new ArrayList<>()).add(file);
        }
        var pairs = new ArrayList<ParallelTexts>();
        stems.forEach((stem, alike) -> {
            if (alike.size() > 1) {
                pairs.add(pair(stem, alike));
            }
        });
        if (pairs.isEmpty()) {
            throw new DataException(place + " has no two files of the same name with different endings, as train.en and"
                    + " train.fr, and no table, JSON lines or dictionary of pairs; there "
                    + (files.isEmpty() ? "is no file of data" : "are " + names(files)));
        }
        return pairs;
    }

    private ParallelTexts pair(String stem, List<Path> alike) {
        if (format.endings().isPresent()) {
            Endings endings = format.endings().get();
            return new ParallelTexts(ending(stem, alike, endings.source()), ending(stem, alike, endings.target()));
        }
        List<String> endings =
                alike.stream().map(Names::extension).distinct().sorted().toList();
        if (endings.size() != 2) {
            throw new DataException(place + " must have two files " + stem + " with different endings, but "
                    + (alike.isEmpty() ? "there is none" : "there are " + names(alike))
                    + "; name the endings of source and target");
        }
        return new ParallelTexts(ending(stem, alike, endings.getFirst()), ending(stem, alike, endings.getLast()));
    }

    private Path ending(String stem, List<Path> alike, String ending) {
        Optional<Path> found = alike.stream()
                .filter(file -> Names.extension(file).equals(ending))
                .findFirst();
        return found.orElseThrow(() -> new DataException(place + " has no file " + stem + "." + ending + "; there "
                + (alike.isEmpty() ? "is none of that name" : "are " + names(alike))));
    }

    private static String names(List<Path> files) {
        return String.join(", ", files.stream().map(Names::of).toList());
    }
}
