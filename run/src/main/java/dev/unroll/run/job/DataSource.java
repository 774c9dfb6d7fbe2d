package dev.unroll.run.job;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.EmbeddedWords;
import dev.unroll.data.IdxFolder;
import dev.unroll.data.JsonLines;
import dev.unroll.data.LabeledFiles;
import dev.unroll.data.LabeledText;
import dev.unroll.data.PlainText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.TextFolder;
import dev.unroll.data.TextTable;
import dev.unroll.data.TextTable.Columns;
import dev.unroll.data.TextTable.Separator;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.CatalogueEntry;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.Format;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where examples come from: what is embedded, a data set of the catalogue, a folder, a table, or lines.
 *
 * @param source {@code words}, {@code hello}, a name in the catalogue, or a path; a path that exists comes before a name
 * @param home where data sets of the catalogue lie
 */
public record DataSource(String source, Format format, String textColumn, String labelColumn, DataHome home) {

    private static final String WORDS = "words";
    private static final String HELLO = "hello";

    /** The label of texts that have none, where a text needs one. */
    private static final String NO_LABEL = "text";

    /** Returns the source of a configuration. */
    public static DataSource of(DataTable data, DataHome home) {
        return new DataSource(data.source(), data.format(), data.textColumn(), data.labelColumn(), home);
    }

    /**
     * Returns examples with their classes.
     *
     * @param normalization of texts; vectors have none
     */
    public Dataset<?> labeled(Normalization normalization) {
        if (source.equals(WORDS)) {
            return EmbeddedWords.load(normalization);
        }
        if (source.equals(HELLO)) {
            throw new ConfigException("the embedded text hello has no classes; it is for training.task next_token");
        }
        Path path = path();
        return switch (layout(path)) {
            case FOLDER -> TextFolder.read(path, normalization);
            case CSV -> TextTable.read(path, Separator.COMMA, columns(), normalization);
            case TSV -> TextTable.read(path, Separator.TAB, columns(), normalization);
            case JSON_LINES -> JsonLines.read(path, columns(), normalization);
            case FILES -> LabeledFiles.read(path, normalization);
            case IDX -> IdxFolder.read(path);
            case LINES, TEXT ->
                throw new DataException(path + " must have a class for each text, so it must be a folder with one .txt"
                        + " file a class, or a table named .csv or .tsv");
            case AUTO -> throw new IllegalStateException("layout");
        };
    }

    /** Returns examples with their classes if they have any, else texts alone. */
    public Dataset<?> any(Normalization normalization) {
        boolean alone = source.equals(HELLO)
                || (!source.equals(WORDS) && List.of(Format.LINES, Format.TEXT).contains(layout(path())));
        return alone ? unlabeled(normalization) : labeled(normalization);
    }

    /** Returns texts alone, each under the same label; those of a folder or table without their classes. */
    public TextDataset unlabeled(Normalization normalization) {
        if (source.equals(HELLO)) {
            return unlabeled(HELLO, List.of(normalization.apply(HELLO)), new ReadReport(1, 1, 0, 0, 0, 0, List.of()));
        }
        if (source.equals(WORDS) || !List.of(Format.LINES, Format.TEXT).contains(layout(path()))) {
            if (!(labeled(normalization) instanceof TextDataset labeled)) {
                throw new ConfigException(source + " has vectors and no texts, so training.task must be classify");
            }
            List<String> texts = labeled.all().stream().map(LabeledText::text).toList();
            return unlabeled(labeled.name(), texts, labeled.report());
        }
        if (format == Format.TEXT) {
            return oneText(path(), normalization);
        }
        PlainText plain = PlainText.read(path(), normalization);
        return unlabeled(plain.name(), plain.texts(), plain.report());
    }

    /** Reads a whole file as one text, line breaks and all. */
    private static TextDataset oneText(Path file, Normalization normalization) {
        try {
            String text = normalization.apply(Files.readString(file));
            if (text.isEmpty()) {
                throw new DataException(file + " has no text");
            }
            var report = new ReadReport(1, text.lines().count(), 0, 0, 0, 0, List.of());
            return unlabeled(String.valueOf(file.getFileName()), List.of(text), report);
        } catch (CharacterCodingException e) {
            throw new DataException(file + " must be a text in UTF-8 but is not", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: there must be a file that may be read", e);
        }
    }

    private static TextDataset unlabeled(String name, List<String> texts, ReadReport report) {
        List<LabeledText> examples =
                texts.stream().map(text -> new LabeledText(text, NO_LABEL)).toList();
        return new TextDataset(name, examples, List.of(NO_LABEL), report);
    }

    /** Returns the names of a table's columns; none if the data are no table. */
    public List<String> columnNames() {
        if (source.equals(WORDS) || source.equals(HELLO)) {
            return List.of();
        }
        Path path = path();
        Format layout = layout(path);
        return layout == Format.CSV || layout == Format.TSV ? TextTable.columns(path) : List.of();
    }

    /** Returns what to say of an embedded source beside its name; empty for others. */
    public String edition() {
        return source.equals(WORDS) ? "Unicode CLDR " + EmbeddedWords.CLDR_VERSION : "";
    }

    /** Returns where the data lie: a path as it was given, or the place of a data set of the catalogue. */
    private Path path() {
        Path path;
        try {
            path = Path.of(source);
        } catch (InvalidPathException e) {
            throw new ConfigException("data.source must be a path but is \"" + source + "\"");
        }
        Optional<CatalogueEntry> entry = Catalogue.load().find(source);
        if (entry.isEmpty() || Files.exists(path)) {
            return path;
        }
        return home.find(entry.get())
                .orElseThrow(() -> new DataException("the data set " + source + " is not in " + home.folder()
                        + "; get it with: unroll data get " + source + ", or name data of your own: --data PATH"));
    }

    private Columns columns() {
        try {
            return new Columns(textColumn, labelColumn);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private Format layout(Path path) {
        if (!Files.exists(path)) {
            throw new DataException("there is no file or folder " + path + "; check the path");
        }
        if (format != Format.AUTO) {
            return format;
        }
        if (Files.isDirectory(path)) {
            if (IdxFolder.isOne(path)) {
                return Format.IDX;
            }
            return LabeledFiles.isFolder(path) ? Format.FILES : Format.FOLDER;
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Format.CSV;
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return Format.JSON_LINES;
        }
        if (LabeledFiles.isArchive(path)) {
            return Format.FILES;
        }
        return name.endsWith(".tsv") || name.endsWith(".tab") ? Format.TSV : Format.LINES;
    }
}
