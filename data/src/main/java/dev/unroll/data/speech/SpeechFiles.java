package dev.unroll.data.speech;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Part;
import dev.unroll.data.file.PartFiles;
import dev.unroll.data.file.Problems;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.sound.SoundForm;
import dev.unroll.data.speech.SpeechForm.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads sounds with their transcripts from a table or from JSON lines that name {@code .wav} files, by paths relative to the folder
 * that the table is in, or from a folder with such a file a part. The part is a word in the file's name: {@code train};
 * {@code dev}, {@code valid} or {@code validation}; {@code test}. Files that name sounds may be compressed by gzip. What
 * {@link Fields} says is found: columns and keys. A sound that is named again in a part has all its transcripts.
 *
 * <p>A line without a transcript, or whose sound is missing or broken, is left out, counted and told.
 */
public final class SpeechFiles {

    private SpeechFiles() {}

    /** Returns the sounds of a path, each file in the format that its name stands for. */
    public static SpeechDataset read(Path source, SoundForm sound, Side target) {
        return read(source, new SpeechForm(sound, target));
    }

    /**
     * Returns the sounds of a path, each file in the format that its name stands for: JSON lines for {@code .jsonl},
     * {@code .ndjson} and {@code .json}, else a table.
     *
     * @throws DataException if there is no sound with a transcript, one has another rate than the others, or names do not tell
     *     parts
     */
    public static SpeechDataset read(Path source, SpeechForm form) {
        return read(source, form, Optional.empty());
    }

    /** Returns the sounds of a path, whose files have this format, whatever their names. */
    public static SpeechDataset read(Path source, SpeechForm form, Format format) {
        return read(source, form, Optional.of(format));
    }

    /**
     * Returns whether a file, or one of a folder, is named as a table or JSON lines, and its first row or object names a sound and
     * a transcript.
     */
    public static boolean isOne(Path source, SpeechForm form) {
        List<Path> files = Files.isDirectory(source) ? data(source) : List.of(source);
        return files.stream().filter(Files::isRegularFile).anyMatch(file -> {
            try {
                return format(file)
                        .map(format -> switch (format) {
                            case TABLE -> SpeechTable.open(file, form).namesColumns();
                            case JSON_LINES -> SpeechObjects.namesKeys(file, form);
                        })
                        .orElse(false);
            } catch (DataException e) {
                return false;
            }
        });
    }

    private static SpeechDataset read(Path source, SpeechForm form, Optional<Format> format) {
        Map<Part, Path> parts = Files.isDirectory(source)
                ? PartFiles.parts(source, data(source), file -> file, "sounds with their transcripts")
                : Map.of(Part.TRAIN, source);
        if (!parts.containsKey(Part.TRAIN)) {
            throw new DataException(source + " has no file to learn from: one must have the word train in its name, as"
                    + " train.tsv, but there are only those for "
                    + String.join(", ", parts.keySet().stream().map(Part::word).toList()));
        }
        var collector = new SpeechCollector(form);
        try {
            for (Part part : Part.values()) {
                if (parts.containsKey(part)) {
                    read(parts.get(part), part, form, format, collector);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new DataException(source + ": " + e.getMessage(), e);
        }
        return collector.dataset(Names.of(source));
    }

    private static void read(
            Path file, Part part, SpeechForm form, Optional<Format> format, SpeechCollector collector) {
        Problems.requireFile(file);
        collector.beginFile(file, part);
        switch (format.or(() -> format(file)).orElse(Format.TABLE)) {
            case TABLE -> SpeechTable.open(file, form).read(collector);
            case JSON_LINES -> SpeechObjects.read(file, form, collector);
        }
        if (!collector.has(part)) {
            throw new DataException(
                    file + " has no sound with a transcript that can be read; expected is a table, or JSON"
                            + " lines, of paths to .wav files and what is said in them. " + collector.report());
        }
    }

    private static List<Path> data(Path folder) {
        return PartFiles.data(folder).stream()
                .filter(file -> format(file).isPresent())
                .toList();
    }

    private static Optional<Format> format(Path file) {
        return switch (Names.extension(file)) {
            case "tsv", "tab", "csv", "txt", "parquet", "pq" -> Optional.of(Format.TABLE);
            case "jsonl", "ndjson", "json" -> Optional.of(Format.JSON_LINES);
            default -> Optional.empty();
        };
    }
}
