package dev.unroll.run.task;

import static dev.unroll.run.task.DataSource.hasEnding;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.UnlabeledText;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.tagged.TaggedFiles;
import dev.unroll.data.tagged.TaggedFormat;
import dev.unroll.data.tagged.TaggedSentences;
import dev.unroll.data.text.EmbeddedWords;
import dev.unroll.data.text.JsonLines;
import dev.unroll.data.text.LabeledFiles;
import dev.unroll.data.text.PlainText;
import dev.unroll.data.text.TextFolder;
import dev.unroll.data.text.TextTable;
import dev.unroll.data.text.TextTable.Separator;
import dev.unroll.data.vectors.IdxFolder;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable.Format;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The layouts of files that there are, by what an example of them is. Whoever adds a layout adds a line. */
public final class Readers {

    private static final List<Reader<VectorDataset>> LABELED_VECTORS = List.of(new Reader<>(
            Format.IDX,
            path -> Files.isDirectory(path) && IdxFolder.isOne(path),
            (path, source, form) -> IdxFolder.read(path)));

    private static final List<Reader<TextDataset>> LABELED_TEXTS = List.of(
            new Reader<>(
                    Format.FILES,
                    path -> Files.isDirectory(path) ? LabeledFiles.isFolder(path) : LabeledFiles.isArchive(path),
                    (path, source, form) -> LabeledFiles.read(path, form)),
            new Reader<>(Format.FOLDER, Files::isDirectory, (path, source, form) -> TextFolder.read(path, form)),
            new Reader<>(
                    Format.CSV,
                    path -> hasEnding(path, ".csv"),
                    (path, source, form) -> TextTable.read(path, Separator.COMMA, source.columns(), form)),
            new Reader<>(
                    Format.TSV,
                    path -> hasEnding(path, ".tsv", ".tab"),
                    (path, source, form) -> TextTable.read(path, Separator.TAB, source.columns(), form)),
            new Reader<>(
                    Format.JSON_LINES,
                    path -> hasEnding(path, ".jsonl", ".ndjson"),
                    (path, source, form) -> JsonLines.read(path, source.columns(), form)));

    private static final List<Reader<PlainText>> TEXTS = List.of(
            new Reader<>(Format.LINES, path -> true, (path, source, form) -> PlainText.read(path, form)),
            new Reader<>(Format.TEXT, path -> false, (path, source, form) -> PlainText.readWhole(path, form)));

    private static final List<Reader<TaggedSentences>> TAGGED_SENTENCES = List.of(
            new Reader<>(
                    Format.CONLLU,
                    path -> false,
                    (path, source, form) -> TaggedFiles.read(path, TaggedFormat.Conllu.UNIVERSAL)),
            new Reader<>(
                    Format.COLUMNS,
                    path -> false,
                    (path, source, form) -> TaggedFiles.read(path, TaggedFormat.Columns.FIRST_AND_LAST)),
            new Reader<>(
                    Format.JSON_LINES,
                    path -> false,
                    (path, source, form) -> TaggedFiles.read(path, TaggedFormat.JsonSentences.TOKENS_AND_TAGS)),
            // Each file by its name.
            new Reader<>(Format.AUTO, path -> true, (path, source, form) -> TaggedFiles.read(path)));

    private Readers() {}

    /** Returns sentences whose words have tags, in the parts in which they were published. */
    public static TaggedSentences taggedSentences(DataSource source) {
        if (isEmbedded(source)) {
            throw new ConfigException("the embedded data " + source.source() + " have no tags; --data names others");
        }
        return require(Reader.choose(TAGGED_SENTENCES, source), source, "tagged sentences")
                .reading()
                .read(source.path(), source, Normalization.UNICODE);
    }

    /** Returns whether a source has sequences of vectors with their classes. */
    public static boolean hasVectors(DataSource source) {
        return !isEmbedded(source) && Reader.choose(LABELED_VECTORS, source).isPresent();
    }

    /** Returns sequences of vectors with their classes. */
    public static VectorDataset vectors(DataSource source) {
        return require(Reader.choose(LABELED_VECTORS, source), source, "sequences of vectors")
                .reading()
                .read(source.path(), source, Normalization.UNICODE);
    }

    /** Returns texts with their classes. */
    public static TextDataset labeledTexts(DataSource source, Normalization form) {
        if (source.isEmbedded(DataSource.WORDS)) {
            return EmbeddedWords.load(form);
        }
        if (source.isEmbedded(DataSource.HELLO)) {
            throw new ConfigException("the embedded text hello has no classes; it is for training.task next_token");
        }
        return Reader.choose(LABELED_TEXTS, source)
                .orElseThrow(() -> new DataException(source.path()
                        + " must have a class for each text, so it must be a folder with one .txt"
                        + " file a class, or a table named .csv or .tsv; training.task next_token needs none"))
                .reading()
                .read(source.path(), source, form);
    }

    /** Returns texts alone; those of a folder or table without their classes. */
    public static Dataset<UnlabeledText> texts(DataSource source, Normalization form) {
        if (source.isEmbedded(DataSource.HELLO)) {
            var report = new ReadReport(1, 1, 0, 0, 0, 0, List.of());
            return new PlainText(source.source(), List.of(new UnlabeledText(form.apply(source.source()))), report);
        }
        if (source.isEmbedded(DataSource.WORDS)) {
            return PlainText.of(labeledTexts(source, form));
        }
        if (hasVectors(source)) {
            throw new ConfigException(source.source() + " has vectors and no texts, so training.task must be classify");
        }
        Optional<Reader<TextDataset>> labeled = Reader.choose(LABELED_TEXTS, source);
        if (labeled.isPresent()) {
            return PlainText.of(labeled.get().reading().read(source.path(), source, form));
        }
        return require(Reader.choose(TEXTS, source), source, "texts").reading().read(source.path(), source, form);
    }

    /** Returns whatever is there: examples with their targets if they have any, else texts alone. */
    public static Dataset<?> any(DataSource source, Normalization form) {
        if (hasVectors(source)) {
            return vectors(source);
        }
        boolean tagged = !isEmbedded(source)
                && (List.of(Format.CONLLU, Format.COLUMNS).contains(source.format())
                        || (source.format() == Format.AUTO && TaggedFiles.isOne(source.path())));
        if (tagged) {
            return taggedSentences(source);
        }
        boolean labeled = source.isEmbedded(DataSource.WORDS)
                || (!source.isEmbedded(DataSource.HELLO)
                        && Reader.choose(LABELED_TEXTS, source).isPresent());
        return labeled ? labeledTexts(source, form) : texts(source, form);
    }

    private static boolean isEmbedded(DataSource source) {
        return source.isEmbedded(DataSource.WORDS) || source.isEmbedded(DataSource.HELLO);
    }

    private static <T> T require(Optional<T> found, DataSource source, String what) {
        return found.orElseThrow(() -> new ConfigException(
                "data.format " + source.format().name().toLowerCase(Locale.ROOT) + " is no layout of " + what));
    }
}
