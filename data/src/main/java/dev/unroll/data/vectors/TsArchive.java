package dev.unroll.data.vectors;

import static dev.unroll.data.file.Names.hasEnding;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Gzip;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import dev.unroll.data.vectors.SequenceCollector.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Sets of sequences as the UCR and UEA archives publish them: {@code NAME_TRAIN.ts} and {@code NAME_TEST.ts}, in a folder, in
 * a folder {@code NAME} of it, or in a zip of these. Of several sets one is named as if the zip were a folder:
 * {@code archive.zip/NAME}.
 */
public final class TsArchive {

    private static final String TRAIN = "_train";
    private static final String TEST = "_test";

    /** Folder, set, file. */
    private static final int DEPTH = 2;

    private TsArchive() {}

    /** The bytes of a file, which may lie in a zip. */
    private interface Bytes {
        InputStream open() throws IOException;
    }

    /**
     * One file.
     *
     * @param shown its name in messages
     */
    private record Entry(String shown, String name, Bytes bytes) {

        private String stem() {
            String file = name.substring(name.lastIndexOf('/') + 1);
            int end = file.toLowerCase(Locale.ROOT).lastIndexOf(".ts");
            return end < 0 ? file : file.substring(0, end);
        }

        private boolean is(String part) {
            return stem().toLowerCase(Locale.ROOT).endsWith(part);
        }

        /** Returns the name of the set that it belongs to. */
        private String set() {
            String stem = stem();
            return is(TRAIN)
                    ? stem.substring(0, stem.length() - TRAIN.length())
                    : is(TEST) ? stem.substring(0, stem.length() - TEST.length()) : stem;
        }
    }

    /** Returns whether there are such sets in a path, or a set of this name in the folder or zip before it. */
    public static boolean isOne(Path path) {
        if (Files.isRegularFile(path)) {
            return hasEnding(path, ".ts") || (isZip(path) && hasSets(path));
        }
        Path parent = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || parent == null || Files.exists(path)) {
            return Files.isDirectory(path) && hasSets(path);
        }
        return (Files.isRegularFile(parent) && isZip(parent) && hasSets(parent))
                || (Files.isDirectory(parent) && hasSet(parent, Names.of(path)));
    }

    private static boolean hasSet(Path folder, String name) {
        try {
            return within(folder, entries -> entries.stream()
                    .anyMatch(entry -> entry.set().equalsIgnoreCase(name)));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isZip(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static boolean hasSets(Path container) {
        try {
            return within(container, entries -> !entries.isEmpty());
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the names of the sets in a folder or a zip, in order; none if it has no such files. */
    public static List<String> sets(Path container) {
        if (!Files.isDirectory(container) && !(Files.isRegularFile(container) && isZip(container))) {
            return List.of();
        }
        return Problems.reading(
                container,
                () -> within(container, entries -> entries.stream()
                        .map(Entry::set)
                        .distinct()
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList()));
    }

    /** Reads a set. */
    public static void read(Path path, SequenceForm form, SequenceCollector into) {
        boolean exists = Files.exists(path);
        Path container = exists ? path : path.toAbsolutePath().getParent();
        if (container == null) {
            throw new DataException("there is no file or folder " + path + "; check the path");
        }
        Problems.reading(
                container,
                () -> within(container, entries -> {
                    List<Entry> chosen = chosen(container, exists ? "" : Names.of(path), entries);
                    for (Entry entry : chosen) {
                        try (InputStream bytes = entry.bytes().open();
                                LineStream lines =
                                        LineStream.open(bytes, form.files().encoding())) {
                            boolean heldBack = chosen.size() > 1 && entry.is(TEST);
                            TsFile.read(entry.shown(), lines, form, heldBack ? Part.TEST : Part.TRAIN, into);
                        }
                    }
                    return true;
                }));
    }

    private static List<Entry> chosen(Path container, String name, List<Entry> entries) {
        var sets = new TreeMap<String, List<Entry>>(String.CASE_INSENSITIVE_ORDER);
        entries.forEach(entry ->
                sets.computeIfAbsent(entry.set(), unseen -> new ArrayList<>()).add(entry));
        if (name.isEmpty() && sets.size() > 1) {
            throw new DataException(container + " has several sets: " + String.join(", ", sets.keySet())
                    + "; name one of them: " + container.resolve(sets.firstKey()));
        }
        String set = name.isEmpty() ? sets.firstKey() : name;
        return Optional.ofNullable(sets.get(set))
                .orElseThrow(() -> new DataException(
                        container + " has no set " + set + "; it has " + String.join(", ", sets.keySet())))
                .stream()
                // The training part first.
                .sorted(Comparator.comparing((Entry entry) -> entry.is(TEST)))
                .toList();
    }

    private interface Use<T> {
        T of(List<Entry> entries) throws IOException;
    }

    private static <T> T within(Path container, Use<T> use) throws IOException {
        if (Files.isRegularFile(container) && isZip(container)) {
            try (var zip = new ZipFile(container.toFile())) {
                return use.of(zip.stream()
                        .filter(entry -> !entry.isDirectory() && isSet(entry.getName()))
                        .map(entry -> entry(container, zip, entry))
                        .toList());
            }
        }
        try (Stream<Path> files = Files.walk(container, DEPTH)) {
            return use.of(files.filter(
                            file -> Files.isRegularFile(file) && (file.equals(container) || isSet(file.toString())))
                    .sorted()
                    .map(file -> new Entry(file.toString(), Names.withoutGz(file), () -> Gzip.open(file)))
                    .toList());
        }
    }

    private static boolean isSet(String path) {
        String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
        return hasEnding(name, ".ts") && !Names.isForeign(name);
    }

    private static Entry entry(Path container, ZipFile zip, ZipEntry entry) {
        return new Entry(
                container + "/" + entry.getName(), entry.getName(), () -> Gzip.decompressed(zip.getInputStream(entry)));
    }
}
