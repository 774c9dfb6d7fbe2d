package dev.unroll.run.task;

import static dev.unroll.data.file.Names.hasEnding;

import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.UnlabeledText;
import dev.unroll.data.ValueDataset;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.pair.PairForm;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.table.SeriesTable;
import dev.unroll.data.tagged.TaggedFiles;
import dev.unroll.data.tagged.TaggedFormat;
import dev.unroll.data.tagged.TaggedSentences;
import dev.unroll.data.text.EmbeddedWords;
import dev.unroll.data.text.JsonLines;
import dev.unroll.data.text.LabeledFiles;
import dev.unroll.data.text.PlainText;
import dev.unroll.data.text.TextFolder;
import dev.unroll.data.text.TextForm;
import dev.unroll.data.text.TextTable;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The layouts of files that there are, by what an example of them is. Whoever adds a layout adds a line. */
public final class Readers {

    private static final List<Reader<TextDataset>> LABELED_TEXTS = List.of(
            new Reader<>(Format.FILES, (path, form) -> isLabeledFiles(path), LabeledFiles::read),
            new Reader<>(Format.FOLDER, (path, form) -> Files.isDirectory(path), TextFolder::read),
            new Reader<>(Format.JSON_LINES, (path, form) -> isJsonLines(path), JsonLines::read),
            new Reader<>(Format.CSV, Readers::isTable, TextTable::read),
            new Reader<>(Format.TSV, Readers::isTable, TextTable::read));

    private static final List<Reader<PlainText>> TEXTS = List.of(
            new Reader<>(Format.FILES, (path, form) -> isLabeledFiles(path), LabeledFiles::readTexts),
            new Reader<>(Format.FOLDER, (path, form) -> Files.isDirectory(path), TextFolder::readTexts),
            new Reader<>(Format.JSON_LINES, (path, form) -> isJsonLines(path), JsonLines::readTexts),
            new Reader<>(Format.CSV, Readers::isTable, TextTable::readTexts),
            new Reader<>(Format.TSV, Readers::isTable, TextTable::readTexts),
            new Reader<>(Format.LINES, (path, form) -> true, PlainText::read),
            new Reader<>(Format.TEXT, (path, form) -> false, PlainText::readWhole));

    private static final List<Reader<TaggedSentences>> TAGGED_SENTENCES = List.of(
            tagged(Format.CONLLU, TaggedFormat.Conllu.UNIVERSAL),
            tagged(Format.COLUMNS, TaggedFormat.Columns.FIRST_AND_LAST),
            tagged(Format.JSON_LINES, TaggedFormat.JsonSentences.TOKENS_AND_TAGS),
            // Each file by its name.
            new Reader<>(Format.AUTO, (path, form) -> true, (path, form) -> TaggedFiles.read(path, form.encoding())));

    private Readers() {}

    private static Reader<TaggedSentences> tagged(Format format, TaggedFormat written) {
        return new Reader<>(
                format, (path, form) -> false, (path, form) -> TaggedFiles.read(path, form.encoding(), written));
    }

    private static boolean isLabeledFiles(Path path) {
        return Files.isDirectory(path) ? LabeledFiles.isFolder(path) : LabeledFiles.isArchive(path);
    }

    private static boolean isJsonLines(Path path) {
        return !Files.isDirectory(path) && hasEnding(path, ".jsonl", ".ndjson", ".json");
    }

    /** Returns whether a file is a table by its name, or by the columns that its first row names. */
    private static boolean isTable(Path path, TextForm form) {
        return !Files.isDirectory(path) && (TableFiles.isNamedSo(path) || TextTable.isOne(path, form));
    }

    /** Returns whether the data are a table. */
    static boolean isTable(DataSource source) {
        return !source.isEmbedded()
                && Reader.choose(LABELED_TEXTS, source)
                        .filter(reader -> reader.format() == Format.CSV || reader.format() == Format.TSV)
                        .isPresent();
    }

    /** Returns sentences whose words have tags, in the parts in which they were published. */
    public static TaggedSentences taggedSentences(DataSource source) {
        if (source.isEmbedded()) {
            throw new ConfigException("the embedded data " + source.source() + " have no tags; --data names others");
        }
        return require(Reader.choose(TAGGED_SENTENCES, source), source, "tagged sentences")
                .reading()
                .read(source.path(), source.form());
    }

    /** Returns whether a source is, or looks like, a table of series. */
    public static boolean hasSeries(DataSource source) {
        return !source.isEmbedded()
                && (source.format() == Format.SERIES
                        || (source.format() == Format.AUTO
                                && !hasVectors(source)
                                && !TextTable.isOne(source.path(), source.form())
                                && (SeriesTable.isOne(source.path(), source.seriesForm())
                                        || (isTable(source) && SeriesKeys.name(source.table())))));
    }

    /**
     * Returns series: numbers over time.
     *
     * @throws DataException if something is missing and {@code data.missing} is no rule for it
     */
    public static SeriesDataset series(DataSource source) {
        if (source.isEmbedded()) {
            throw new ConfigException("the embedded data " + source.source() + " have no series; --data names others");
        }
        return SeriesTable.read(source.path(), source.seriesForm());
    }

    /** Returns series and what was met while they were read; what is missing is no error. */
    public static SeriesTable.Inspected inspectedSeries(DataSource source) {
        return SeriesTable.inspect(source.path(), source.seriesForm());
    }

    /** Returns whether a source has sequences of vectors. */
    public static boolean hasVectors(DataSource source) {
        return !source.isEmbedded() && SequenceReaders.find(source).isPresent();
    }

    /** Returns sequences of vectors with their classes. */
    public static VectorDataset vectors(DataSource source) {
        return SequenceReaders.labeled(source);
    }

    /** Returns sequences of vectors with their values. */
    public static ValueDataset values(DataSource source) {
        return SequenceReaders.valued(source);
    }

    /** Returns texts with their classes. */
    public static TextDataset labeledTexts(DataSource source, TextForm form) {
        if (source.isEmbedded(DataSource.WORDS)) {
            return EmbeddedWords.load(form.normalization());
        }
        if (source.isEmbedded(DataSource.HELLO)) {
            throw new ConfigException("the embedded text hello has no classes; it is for training.task next_token");
        }
        return Reader.choose(LABELED_TEXTS, source)
                .orElseThrow(() -> new DataException(source.path()
                        + " must have a class for each text, so it must be a folder with one .txt"
                        + " file a class, a table with the columns \""
                        + source.table().textColumn() + "\" and \""
                        + source.table().labelColumn() + "\" (data.text_column, data.label_column), or JSON lines named"
                        + " .jsonl; training.task next_token needs no classes"))
                .reading()
                .read(source.path(), form);
    }

    /** Returns texts alone; those of a folder or table without their classes. */
    public static Dataset<UnlabeledText> texts(DataSource source, TextForm form) {
        if (source.isEmbedded(DataSource.HELLO)) {
            var text = new UnlabeledText(form.normalization().apply(source.source()));
            return new PlainText(source.source(), List.of(text), ReadReport.clean(1, ReadReport.Unit.LINE, 1));
        }
        if (source.isEmbedded(DataSource.WORDS)) {
            return PlainText.of(labeledTexts(source, form));
        }
        if (hasVectors(source)) {
            throw new ConfigException(
                    source.source() + " has vectors and no texts, so training.task must be classify or regress");
        }
        return require(Reader.choose(TEXTS, source), source, "texts").reading().read(source.path(), form);
    }

    /** Returns whether a table or JSON lines have texts and nothing else. */
    private static boolean isOfTextsAlone(DataSource source) {
        return !source.isEmbedded()
                && Reader.choose(LABELED_TEXTS, source)
                        .filter(reader -> switch (reader.format()) {
                            case CSV, TSV -> TextTable.isOfTextsAlone(source.path(), source.form());
                            case JSON_LINES -> JsonLines.isOfTextsAlone(source.path(), source.form());
                            default -> false;
                        })
                        .isPresent();
    }

    /** Returns sources with their targets: sounds and what is said in them, or pairs of texts. */
    public static Dataset<?> transduced(DataSource source) {
        return SequenceReaders.hasSpeech(source) || SequenceReaders.namesSpeech(source)
                ? SequenceReaders.speech(source, PairForm.CHARACTERS.target())
                : PairReaders.read(source, PairForm.CHARACTERS);
    }

    /** Returns whatever is there: examples with their targets if they have any, else texts alone. */
    public static Dataset<?> any(DataSource source) {
        if (PairReaders.isOne(source) || isSpeech(source)) {
            return transduced(source);
        }
        if (hasVectors(source)) {
            return SequenceReaders.any(source);
        }
        boolean tagged = !source.isEmbedded()
                && (List.of(Format.CONLLU, Format.COLUMNS).contains(source.format())
                        || (source.format() == Format.AUTO && TaggedFiles.isOne(source.path())));
        if (tagged) {
            return taggedSentences(source);
        }
        requireMoreThanNumbers(source);
        boolean labeled = source.isEmbedded(DataSource.WORDS)
                || (!source.isEmbedded(DataSource.HELLO)
                        && Reader.choose(LABELED_TEXTS, source).isPresent());
        try {
            return labeled && !isOfTextsAlone(source)
                    ? labeledTexts(source, source.form())
                    : texts(source, source.form());
        } catch (DataException e) {
            // A table of texts with classes may have sounds beside them, and columns without names are found last.
            if (SequenceReaders.namesSpeech(source) || PairReaders.isOfTwoColumns(source)) {
                return transduced(source);
            }
            String hint = PairReaders.hint(source);
            throw hint.isEmpty() ? e : new DataException(e.getMessage() + hint, e);
        }
    }

    /** Returns whether a source is said to have sounds with transcripts, or a folder, which may have sounds alone, names them. */
    private static boolean isSpeech(DataSource source) {
        return SequenceReaders.hasSpeech(source)
                || (!source.isEmbedded() && Files.isDirectory(source.path()) && SequenceReaders.namesSpeech(source));
    }

    /** Throws if a table has no row, or times or numbers alone: that it names no column of texts is all that would be said. */
    private static void requireMoreThanNumbers(DataSource source) {
        if (!isTable(source) || TextTable.hasTexts(source.path(), source.form())) {
            return;
        }
        if (!SeriesTable.hasRows(source.path(), source.seriesForm())) {
            throw new DataException(
                    source.path() + " has no row that can be read behind the first, which names its columns");
        }
        if (SeriesTable.isOfTimes(source.path(), source.seriesForm())) {
            // Read as series, it is refused with the line of what is no number.
            series(source);
        }
        if (SeriesTable.isOfNumbers(source.path(), source.seriesForm())) {
            throw new DataException(
                    source.path() + " has columns of numbers and no times, texts or classes. To forecast"
                            + " how they go on from row to row, say --set format=series; to learn of sequences of numbers, a"
                            + " column must say which sequence a row is of (--set format=long_table --set id_column=NAME)");
        }
    }

    private static <T> T require(Optional<T> found, DataSource source, String what) {
        return found.orElseThrow(() -> new ConfigException(
                "data.format " + source.format().name().toLowerCase(Locale.ROOT) + " is no layout of " + what));
    }

    /**
     * Reads one layout of files.
     *
     * @param format what a configuration calls the layout
     * @param recognizes whether a file or folder seems to have it
     * @param <D> what is read
     */
    private record Reader<D extends Dataset<?>>(
            Format format, BiPredicate<Path, TextForm> recognizes, Reading<D> reading) {

        /** How a path is read. */
        interface Reading<D> {

            /** Returns what is there; texts in this form. */
            D read(Path path, TextForm form);
        }

        /** Returns the reader that a source asks for, or the first one that recognizes what is there. */
        static <D extends Dataset<?>> Optional<Reader<D>> choose(List<Reader<D>> readers, DataSource source) {
            Path path = source.path();
            return readers.stream()
                    .filter(reader -> source.format() == Format.AUTO
                            ? reader.recognizes.test(path, source.form())
                            : reader.format == source.format())
                    .findFirst();
        }
    }
}
