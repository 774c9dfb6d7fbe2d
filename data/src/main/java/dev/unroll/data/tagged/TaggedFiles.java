package dev.unroll.data.tagged;

import dev.unroll.data.DataException;
import dev.unroll.data.TaggedSentence;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Part;
import dev.unroll.data.file.Problems;
import dev.unroll.data.tagged.TaggedFormat.Columns;
import dev.unroll.data.tagged.TaggedFormat.Conllu;
import dev.unroll.data.tagged.TaggedFormat.JsonSentences;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads tagged sentences from a file, all of which are to train on, or from a folder with a file a part. The part is a word
 * in the file's name: {@code train}; {@code dev}, {@code valid}, {@code validation} or {@code testa}; {@code test} or
 * {@code testb}. Files may be compressed by gzip. In a folder, hidden files, those without an extension of
 * {@link TaggedFormat#of} and papers such as README.txt are ignored, and so are a {@code .txt} beside better files, a
 * {@code .gz} beside what is in it, and files that name no part beside files that do.
 */
public final class TaggedFiles {

    private TaggedFiles() {}

    /**
     * Returns whether names alone tell that there are tagged sentences: a file named so, or a folder with one of a part.
     * Objects and tables ({@code .json}, {@code .jsonl}, {@code .tsv}, {@code .txt}) may be such, but names do not tell.
     */
    public static boolean isOne(Path source) {
        if (!Files.isDirectory(source)) {
            return DataFiles.isCertain(source);
        }
        return DataFiles.in(source).stream()
                .anyMatch(file -> DataFiles.isCertain(file) && !Part.of(file).isEmpty());
    }

    /** Returns the sentences of a file or folder in UTF-8, each file in the format that its name stands for. */
    public static TaggedSentences read(Path source) {
        return read(source, Encoding.FOUND);
    }

    /** Returns the sentences of a file or folder, each file in the format that its name stands for. */
    public static TaggedSentences read(Path source, Encoding encoding) {
        return read(source, encoding, file -> TaggedFormat.of(file)
                .orElseThrow(() -> new DataException(file + " must be named as a file of tagged sentences is, .conllu,"
                        + " .conll, .bio, .iob, .tsv, .txt or .jsonl, with .gz at the end or without; rename it, or"
                        + " say which format it has")));
    }

    /** Returns the sentences of a file in UTF-8, whatever its name, or of a folder, all of whose files have this format. */
    public static TaggedSentences read(Path source, TaggedFormat format) {
        return read(source, Encoding.FOUND, format);
    }

    /** Returns the sentences of a file, whatever its name, or of a folder, all of whose files have this format. */
    public static TaggedSentences read(Path source, Encoding encoding, TaggedFormat format) {
        return read(source, encoding, file -> format);
    }

    private static TaggedSentences read(Path source, Encoding encoding, Function<Path, TaggedFormat> formats) {
        Map<Part, Path> files =
                Files.isDirectory(source) ? DataFiles.parts(source, DataFiles.in(source)) : Map.of(Part.TRAIN, source);
        var parts = new Parts(encoding, formats, new SentenceCollector());
        return new TaggedSentences(
                Names.of(source),
                parts.read(files, Part.TRAIN),
                parts.read(files, Part.VALIDATION),
                parts.read(files, Part.TEST),
                parts.collector().report());
    }

    /** Reads one part after another. */
    private record Parts(Encoding encoding, Function<Path, TaggedFormat> formats, SentenceCollector collector) {

        List<TaggedSentence> read(Map<Part, Path> files, Part part) {
            Path file = files.get(part);
            if (file == null) {
                return List.of();
            }
            Problems.requireFile(file);
            TaggedFormat format = formats.apply(file);
            collector.beginFile(Names.of(file));
            LineStream.read(file, encoding, reader(format, collector));
            collector.end();
            if (collector.sentences().isEmpty()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s has no sentence that can be read; expected are %s. %s",
                        file,
                        format.description(),
                        collector.report()));
            }
            return collector.sentences();
        }
    }

    private static LineStream.Visitor reader(TaggedFormat format, SentenceCollector collector) {
        return switch (format) {
            case Conllu conllu -> new ConlluReader(conllu.tag(), collector);
            case Columns columns -> new ColumnsReader(columns, collector);
            case JsonSentences keys -> new JsonSentencesReader(keys, collector);
        };
    }
}
