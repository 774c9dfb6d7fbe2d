package dev.unroll.data.pair;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Part;
import dev.unroll.data.file.PartFiles;
import dev.unroll.data.file.Problems;
import dev.unroll.data.pair.PairFormat.Objects;
import dev.unroll.data.pair.PairFormat.Parallel;
import dev.unroll.data.pair.PairFormat.Pronunciations;
import dev.unroll.data.pair.PairFormat.Table;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;

/**
 * Reads pairs from a file, all of which are to learn from, from two parallel files, or from a folder or zip with a file, or two, a
 * part. The part is a word in the file's name: {@code train}; {@code dev}, {@code valid} or {@code validation}; {@code test}. Files
 * may be compressed by gzip. In a folder, hidden files, papers such as README.txt and files whose name begins with a low line
 * are ignored, and so are files that name no part beside files that do.
 */
public final class PairFiles {

    /** What a file has, in an error. */
    private static final String CONTENT = "pairs";

    private PairFiles() {}

    /** Returns the pairs of a path, each file in the format that its name stands for. */
    public static PairDataset read(Path source, PairForm form) {
        return read(source, form, found -> found);
    }

    /**
     * Returns the pairs of a path, each file in the format that its name stands for.
     *
     * @param asked what somebody who asks makes of a format that was found: its columns, say
     */
    public static PairDataset read(Path source, PairForm form, UnaryOperator<PairFormat> asked) {
        return read(source, form, new Formats(Optional.empty(), asked));
    }

    /**
     * Returns whether a file says of itself that it has pairs: by its name, by columns named {@code source} and {@code target}, or
     * by such keys of its first JSON object.
     */
    public static boolean isOne(Path file, Encoding encoding) {
        try {
            return Files.isRegularFile(file)
                    && PairFormat.of(file)
                            .map(format -> isOne(file, encoding, format))
                            .orElse(false);
        } catch (DataException e) {
            // Whoever reads it will say what is wrong with it.
            return false;
        }
    }

    /** Returns the fields of the first row of a table: a pair, or the names of columns. */
    public static List<String> firstRow(Path file, Encoding encoding) {
        return PairTable.open(file, encoding, Table.FOUND).rows().first();
    }

    private static boolean isOne(Path file, Encoding encoding, PairFormat format) {
        return switch (format) {
            case Table table -> PairTable.open(file, encoding, table).namesColumns();
            case Objects keys -> PairObjects.namesKeys(file, encoding, keys);
            case Pronunciations _ -> true;
            case Parallel _ -> false;
        };
    }

    /** Returns the pairs of a path, whose files have this format, whatever their names. */
    public static PairDataset read(Path source, PairForm form, PairFormat format) {
        return read(source, form, new Formats(Optional.of(format), found -> found));
    }

    /**
     * How files are laid out.
     *
     * @param named all files, if somebody says so
     * @param asked what becomes of a format that was found
     */
    private record Formats(Optional<PairFormat> named, UnaryOperator<PairFormat> asked) {

        Optional<PairFormat> of(Path file) {
            return PairFormat.of(file).map(asked);
        }

        Parallel parallel(Optional<PairFormat> known) {
            PairFormat format = known.orElseGet(() -> asked.apply(Parallel.FOUND));
            return format instanceof Parallel parallel ? parallel : Parallel.FOUND;
        }

        PairFormat or(Path file) {
            return named.or(() -> of(file)).orElseGet(() -> asked.apply(Table.FOUND));
        }
    }

    private static PairDataset read(Path source, PairForm form, Formats format) {
        if (!Names.of(source).toLowerCase(Locale.ROOT).endsWith(".zip") || !Files.isRegularFile(source)) {
            return read(source, Names.of(source), form, format);
        }
        return Problems.reading(source, () -> {
            try (FileSystem zip = opened(source)) {
                Path root = PartFiles.innermost(zip.getPath("/"));
                return read(root, Names.of(source), form, format);
            } catch (DataException e) {
                // Within the zip it is called by its place there.
                throw new DataException(source + ": " + e.getMessage(), e);
            } catch (InvalidPathException e) {
                throw new DataException(source + " is broken: it has a file whose name is none; fetch it again", e);
            }
        });
    }

    /** Opens a zip. Of a directory whose lengths lie, the JDK says no more than that an array has no such place. */
    private static FileSystem opened(Path zip) throws IOException {
        try {
            return FileSystems.newFileSystem(zip);
        } catch (IndexOutOfBoundsException e) {
            throw (ZipException) new ZipException("its directory says wrong lengths").initCause(e);
        }
    }

    private static PairDataset read(Path source, String name, PairForm form, Formats format) {
        Map<Part, Input> inputs = inputs(source, form, format);
        if (!inputs.containsKey(Part.TRAIN)) {
            throw new DataException(name
                    + " has no file to learn from: one must have the word train in its name, as train.tsv,"
                    + " but there are only those for "
                    + String.join(", ", inputs.keySet().stream().map(Part::word).toList()));
        }
        var collector = new PairCollector(form);
        for (Part part : Part.values()) {
            Input input = inputs.get(part);
            if (input != null) {
                read(input, part, collector);
            }
        }
        return new PairDataset(
                name,
                collector.examples(Part.TRAIN),
                collector.examples(Part.VALIDATION),
                collector.examples(Part.TEST),
                collector.report());
    }

    /**
     * What is read for one part.
     *
     * @param file by which the part is known
     */
    private record Input(Path file, String description, Consumer<PairCollector> reading) {}

    private static void read(Input input, Part part, PairCollector collector) {
        collector.beginFile(Names.of(input.file()), part);
        input.reading().accept(collector);
        if (collector.examples(part).isEmpty()) {
            throw new DataException(input.file() + " has no pair that can be read; expected are " + input.description()
                    + ". " + collector.report());
        }
    }

    private static Map<Part, Input> inputs(Path source, PairForm form, Formats formats) {
        Optional<PairFormat> known =
                formats.named().or(() -> Files.isDirectory(source) ? Optional.empty() : formats.of(source));
        boolean isParallel = known.map(Parallel.class::isInstance)
                .orElseGet(() -> !Files.isDirectory(source)
                        || data(source).stream()
                                .noneMatch(file -> PairFormat.of(file).isPresent()));
        if (isParallel) {
            return parallel(source, form, formats.parallel(known));
        }
        if (!Files.isDirectory(source)) {
            return Map.of(Part.TRAIN, single(source, form, known.orElse(Table.FOUND)));
        }
        List<Path> data = data(source).stream()
                .filter(file -> known.isPresent() || PairFormat.of(file).isPresent())
                .toList();
        var inputs = new EnumMap<Part, Input>(Part.class);
        PartFiles.parts(source, data, file -> file, CONTENT)
                .forEach((part, file) -> inputs.put(part, single(file, form, formats.or(file))));
        return inputs;
    }

    /** Returns the files of a folder that may be data: with an ending, or a pronouncing dictionary. */
    private static List<Path> data(Path folder) {
        return PartFiles.data(folder).stream()
                .filter(file -> Names.of(file).contains(".")
                        || Names.of(file).toLowerCase(Locale.ROOT).startsWith("cmudict"))
                .toList();
    }

    private static Map<Part, Input> parallel(Path source, PairForm form, Parallel format) {
        boolean isFolder = Files.isDirectory(source);
        Path folder = isFolder ? source : source.resolveSibling("");
        if (!isFolder && !Files.isDirectory(folder.toAbsolutePath())) {
            throw new DataException("file " + source + " does not exist; check the path");
        }
        List<Path> files = data(folder.toAbsolutePath()).stream()
                .filter(file ->
                        format.endings().isPresent() || PairFormat.of(file).isEmpty())
                .toList();
        if (!isFolder && files.stream().noneMatch(file -> Names.of(file).startsWith(Names.of(source)))) {
            throw new DataException("file " + source + " does not exist; check the path");
        }
        List<ParallelTexts> found = ParallelFinder.of(source, files, format);
        Map<Part, ParallelTexts> parts = isFolder
                ? PartFiles.parts(source, found, ParallelTexts::source, CONTENT)
                : Map.of(Part.TRAIN, found.getFirst());
        var inputs = new EnumMap<Part, Input>(Part.class);
        parts.forEach((part, texts) -> inputs.put(part, new Input(texts.source(), format.description(), collector -> {
            collector.countFile();
            texts.read(form.encoding(), collector);
        })));
        return inputs;
    }

    private static Input single(Path file, PairForm form, PairFormat format) {
        Problems.requireFile(file);
        return new Input(file, format.description(), collector -> {
            switch (format) {
                case Table table -> PairTable.open(file, form.encoding(), table).read(collector);
                case Objects keys -> new PairObjects(keys, collector).read(file, form.encoding());
                case Pronunciations(var stress) ->
                    LineStream.read(file, form.encoding(), new PronunciationReader(stress, collector));
                case Parallel _ -> throw new IllegalArgumentException(file + " is one file, where two are expected");
            }
        });
    }
}
