package dev.unroll.data.text;

import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.Gzip;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.PartFolder;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TextFile;
import dev.unroll.data.file.TextFile.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Texts in the layout of the Large Movie Review Dataset, one file an example: {@code train|test/LABEL/NAME.txt}, in a
 * folder or straight from the {@code .tar.gz} that it is published as. Folders above these and files elsewhere are
 * passed over, and so is {@code train/unsup}, whose reviews have no label. Links are followed; hidden and foreign entries are no
 * data. Source of the layout: Maas et al., "Learning Word
 * Vectors for Sentiment Analysis", ACL 2011.
 */
public final class LabeledFiles {

    /** The most bytes of one text. */
    private static final int LONGEST = 1 << 20;

    /** The most texts of one archive or folder: a guard against archives made to fill memory. */
    private static final int MOST = 1 << 22;

    /** The most bytes of all texts: thirty times the movie reviews. */
    private static final long MOST_BYTES = 1L << 31;

    private static final Pattern PLACE = Pattern.compile("(?:(.*)/)?((?i)train|test)/([^/]+)/([^/]+)");
    private static final String EXTENSION = ".txt";
    private static final String UNLABELED = "unsup";

    private LabeledFiles() {}

    /**
     * One text and where it stood.
     *
     * @param part the name of its folder
     */
    private record Entry(String part, String label, String name, Decoded decoded) {

        boolean test() {
            return part.equalsIgnoreCase(PartFolder.TEST);
        }

        String place() {
            return part + "/" + label + "/" + name;
        }
    }

    /** The texts read so far, bounded in number and size. */
    private static final class Entries {

        private final Encoding encoding;
        private final List<Entry> entries = new ArrayList<>();
        private long bytes;
        private int passedOver;

        Entries(Encoding encoding) {
            this.encoding = encoding;
        }

        void add(String part, String label, String name, InputStream in, String place) throws IOException {
            byte[] read = Gzip.decompressed(in).readNBytes(LONGEST + 1);
            if (read.length > LONGEST) {
                throw new DataException(
                        place + " is longer than " + LONGEST + " bytes; a text of one example is expected");
            }
            bytes += read.length;
            if (entries.size() == MOST || bytes > MOST_BYTES) {
                throw new DataException(place + " is one text too many: at most " + MOST + " texts and " + MOST_BYTES
                        + " bytes are read");
            }
            entries.add(new Entry(part, label, name, TextFile.decode(read, encoding)));
        }

        /** Throws if a part goes by two names. */
        void requireOnePlaceEach(Path source) {
            for (String part : List.of(PartFolder.TRAIN, PartFolder.TEST)) {
                List<String> names = entries.stream()
                        .map(Entry::part)
                        .filter(part::equalsIgnoreCase)
                        .distinct()
                        .sorted()
                        .toList();
                PartFolder.requireOne(source.toString(), part, names);
            }
        }

        /** Returns the texts by label and name. */
        List<Entry> sorted() {
            entries.sort(Comparator.comparing(Entry::label).thenComparing(Entry::name));
            return entries;
        }
    }

    /** Returns whether a folder is laid out so, or has a folder inside that is. */
    public static boolean isFolder(Path folder) {
        return Files.isDirectory(folder) && !roots(folder).isEmpty();
    }

    /** Returns whether a file is named as an archive of such a folder. */
    public static boolean isArchive(Path file) {
        return Names.hasEnding(file, ".tar", ".tgz") && Files.isRegularFile(file);
    }

    /**
     * Returns the texts of a folder or archive, those below {@code test} apart. Labels and files come in the order of their
     * names, whatever the order in which they are stored.
     */
    public static TextDataset read(Path source, TextForm form) {
        return collect(source, form).parted(Names.of(source), source.toString());
    }

    /** Returns the texts of a folder or archive, those below {@code test} among them. */
    public static PlainText readTexts(Path source, TextForm form) {
        return PlainText.of(read(source, form));
    }

    private static Collector collect(Path source, TextForm form) {
        var entries = new Entries(form.encoding());
        Problems.reading(source, () -> {
            if (Files.isDirectory(source)) {
                readFolder(source, entries);
            } else {
                readArchive(source, entries);
            }
            return source;
        });
        var collector = new Collector(form, ReadReport.Unit.TEXT);
        for (Entry entry : entries.sorted()) {
            collector.beginFile();
            Optional<Unreadable> problem = entry.decoded().problem();
            if (problem.isPresent()) {
                collector.addUnreadable(entry.place(), 1, problem.get());
            } else {
                Collector.Part part = entry.test() ? Collector.Part.TEST : Collector.Part.TRAIN;
                collector.add(part, entry.place(), 1, entry.decoded().text(), entry.label());
            }
        }
        for (int i = 0; i < entries.passedOver; i++) {
            collector.passOver();
        }
        return collector;
    }

    private static void readFolder(Path folder, Entries entries) throws IOException {
        List<Path> roots = roots(folder);
        if (roots.isEmpty()) {
            throw new DataException(folder + " must hold the folder train with a folder for each label,"
                    + " and may hold test with the same, but has no train; check the path");
        }
        requireOne(folder, roots.stream().map(Names::of).toList());
        for (String part : List.of(PartFolder.TEST, PartFolder.TRAIN)) {
            Optional<Path> parted = PartFolder.in(roots.getFirst(), part);
            for (Path label : parted.isPresent() ? inside(parted.get()) : List.<Path>of()) {
                if (!Files.isDirectory(label) || Names.isForeign(Names.of(label))) {
                    entries.passedOver++;
                } else if (!Names.of(label).equals(UNLABELED)) {
                    readLabel(Names.of(parted.get()), label, entries);
                }
            }
        }
    }

    private static void readLabel(String part, Path label, Entries entries) throws IOException {
        for (Path file : inside(label)) {
            if (!isText(Names.of(file)) || !Files.isRegularFile(file)) {
                entries.passedOver++;
                continue;
            }
            try (InputStream in = Files.newInputStream(file)) {
                entries.add(part, Names.of(label), Names.of(file), in, file.toString());
            }
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static boolean isText(String name) {
        return Names.hasEnding(name, EXTENSION) && !Names.isForeign(name);
    }

    private static void readArchive(Path file, Entries entries) throws IOException {
        Problems.requireFile(file);
        var roots = new TreeSet<String>();
        try (InputStream in = openArchive(file)) {
            var tar = new TarArchiveInputStream(in);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isSparse()) {
                    // Its zeros would be passed over piece by piece, however many it claims.
                    throw new DataException(file + "!" + entry.getName()
                            + " is packed without its zeros, which no text has; pack it with tar and no --sparse");
                }
                Matcher place = PLACE.matcher(entry.getName());
                if (!entry.isFile() || !place.matches() || place.group(3).equals(UNLABELED)) {
                    continue;
                }
                if (isForeign(entry.getName()) || !isText(place.group(4))) {
                    entries.passedOver++;
                    continue;
                }
                roots.add(place.group(1) == null ? "" : place.group(1));
                entries.add(place.group(2), place.group(3), place.group(4), tar, file + "!" + entry.getName());
            }
            // The checksum stands at the end, behind what pads the archive.
            in.transferTo(OutputStream.nullOutputStream());
        }
        requireOne(file, List.copyOf(roots));
        entries.requireOnePlaceEach(file);
    }

    /** A file named as a compressed one must be one. */
    private static InputStream openArchive(Path file) throws IOException {
        return Names.of(file).toLowerCase(Locale.ROOT).endsWith("z") ? Gzip.openCompressed(file) : Gzip.open(file);
    }

    private static boolean isForeign(String place) {
        return Stream.of(place.split("/")).anyMatch(name -> !name.equals(".") && Names.isForeign(name));
    }

    private static void requireOne(Path source, List<String> roots) {
        if (roots.size() > 1) {
            throw new DataException(source + " has " + roots.size() + " folders with train inside, "
                    + String.join(", ", roots) + "; leave one there, or name it");
        }
    }

    /** Returns the folder itself if it has the parts, else those inside that have them. */
    private static List<Path> roots(Path folder) {
        if (hasTrain(folder)) {
            return List.of(folder);
        }
        return Problems.reading(folder, () -> inside(folder).stream()
                .filter(inner -> !Names.isForeign(Names.of(inner)) && hasTrain(inner))
                .sorted()
                .toList());
    }

    private static boolean hasTrain(Path folder) {
        return PartFolder.in(folder, PartFolder.TRAIN).isPresent();
    }
}
