package dev.unroll.data.text;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.file.Lines;
import dev.unroll.data.file.Problems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Texts in the layout of the Large Movie Review Dataset, one file an example: {@code train|test/LABEL/NAME.txt}, in a
 * folder or straight from the {@code .tar.gz} that it is published as. Folders above these and files elsewhere are
 * ignored, and so is {@code train/unsup}, whose reviews have no label. Source of the layout: Maas et al., "Learning Word
 * Vectors for Sentiment Analysis", ACL 2011.
 */
public final class LabeledFiles {

    /** The most bytes of one text. */
    private static final int LONGEST = 1 << 20;

    /** The most texts of one archive or folder: a guard against archives made to fill memory. */
    private static final int MOST = 1 << 22;

    /** The most bytes of all texts: thirty times the movie reviews. */
    private static final long MOST_BYTES = 1L << 31;

    private static final Pattern PLACE = Pattern.compile("(?:.*/)?(train|test)/([^/]+)/([^/]+\\.txt)");
    private static final String TEST = "test";
    private static final String UNLABELED = "unsup";

    private LabeledFiles() {}

    /** One text, none if it is not UTF-8, and where it stood. */
    private record Entry(boolean test, String label, String name, Optional<String> text) {

        String place() {
            return (test ? "test/" : "train/") + label + "/" + name;
        }
    }

    /** The texts read so far, bounded in number and size. */
    private static final class Entries {

        private final List<Entry> entries = new ArrayList<>();
        private long bytes;

        void add(Matcher matcher, InputStream in, String place) throws IOException {
            byte[] read = in.readNBytes(LONGEST + 1);
            if (read.length > LONGEST) {
                throw new DataException(
                        place + " is longer than " + LONGEST + " bytes; a text of one example is expected");
            }
            bytes += read.length;
            if (entries.size() == MOST || bytes > MOST_BYTES) {
                throw new DataException(place + " is one text too many: at most " + MOST + " texts and " + MOST_BYTES
                        + " bytes are read");
            }
            entries.add(
                    new Entry(matcher.group(1).equals(TEST), matcher.group(2), matcher.group(3), Lines.decode(read)));
        }

        /** Returns the texts by label and name. */
        List<Entry> sorted() {
            entries.sort(Comparator.comparing(Entry::label).thenComparing(Entry::name));
            return entries;
        }
    }

    /** Returns whether a folder is laid out so, or has one folder inside that is. */
    public static boolean isFolder(Path folder) {
        return root(folder).isPresent();
    }

    /** Returns whether a file is named as an archive of such a folder. */
    public static boolean isArchive(Path file) {
        String name = Problems.name(file).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".tar.gz") || name.endsWith(".tgz"));
    }

    /**
     * Returns the texts of a folder or archive, those below {@code test} apart. Labels and files come in the order of their
     * names, whatever the order in which they are stored.
     */
    public static TextDataset read(Path source, Normalization normalization) {
        Entries entries;
        try {
            entries = Files.isDirectory(source) ? ofFolder(source) : ofArchive(source);
        } catch (IOException e) {
            throw new DataException(source + " cannot be read: " + Problems.of(e), e);
        }
        var collector = new Collector(normalization, ReadReport.Unit.TEXT);
        for (Entry entry : entries.sorted()) {
            collector.beginFile();
            collector.beginLine();
            add(entry, collector);
        }
        return collector.parted(Problems.name(source), source.toString());
    }

    private static void add(Entry entry, Collector collector) {
        if (entry.text().isEmpty()) {
            collector.addUnreadable(entry.place(), 1, "not UTF-8");
            return;
        }
        collector
                .normalized(entry.text().get())
                .map(kept -> new LabeledText(kept, entry.label()))
                .ifPresent(entry.test() ? collector::addTest : collector::addRepeatable);
    }

    private static Entries ofFolder(Path folder) throws IOException {
        Path root = root(folder)
                .orElseThrow(
                        () -> new DataException(folder + " must hold the folder train with a folder for each label,"
                                + " and may hold test with the same, but has no train; check the path"));
        var entries = new Entries();
        try (Stream<Path> files = Files.walk(root, 3)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String place = root.relativize(file).toString().replace('\\', '/');
                Matcher matcher = PLACE.matcher(place);
                if (matcher.matches() && Files.isRegularFile(file) && isLabeled(matcher)) {
                    try (InputStream in = Files.newInputStream(file)) {
                        entries.add(matcher, in, file.toString());
                    }
                }
            }
        }
        return entries;
    }

    private static Entries ofArchive(Path file) throws IOException {
        Problems.requireFile(file);
        var entries = new Entries();
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Matcher matcher = PLACE.matcher(entry.getName());
                if (entry.isFile() && matcher.matches() && isLabeled(matcher)) {
                    entries.add(matcher, tar, file + "!" + entry.getName());
                }
            }
        }
        return entries;
    }

    private static boolean isLabeled(Matcher matcher) {
        return !matcher.group(2).equals(UNLABELED);
    }

    private static Optional<Path> root(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        if (hasTrain(folder)) {
            return Optional.of(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(LabeledFiles::hasTrain).sorted().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean hasTrain(Path folder) {
        return Files.isDirectory(folder.resolve("train"));
    }
}
