package dev.unroll.cli.job;

import dev.unroll.cli.ExitCode;
import dev.unroll.cli.UserError;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.cli.config.TrainConfig.Format;
import dev.unroll.core.model.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.EmbeddedWords;
import dev.unroll.data.LabeledText;
import dev.unroll.data.PlainText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.TextFolder;
import dev.unroll.data.TextTable;
import dev.unroll.data.TextTable.Columns;
import dev.unroll.data.TextTable.Separator;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where texts come from: what is embedded, a folder with a file a class, a table, or lines.
 *
 * @param source {@code words}, {@code hello}, or a path
 */
public record DataSource(String source, Format format, String textColumn, String labelColumn) {

    /** The source of a recipe whose data are not embedded: the user has to say where they are. */
    static final String TO_BE_GIVEN = "--data";

    private static final String WORDS = "words";
    private static final String HELLO = "hello";

    /** The label of texts that have none, where a text needs one. */
    private static final String NO_LABEL = "text";

    /** Returns the source of a configuration. */
    public static DataSource of(TrainConfig.Data data) {
        return new DataSource(data.source(), data.format(), data.textColumn(), data.labelColumn());
    }

    /** Returns texts with their classes. */
    public TextDataset labeled(Normalization normalization) {
        if (source.equals(WORDS)) {
            return EmbeddedWords.load(normalization);
        }
        if (source.equals(HELLO)) {
            throw new UserError(
                    ExitCode.USAGE, "the embedded text hello has no classes; it is for training.task next_token");
        }
        Path path = path();
        return switch (layout(path)) {
            case FOLDER -> TextFolder.read(path, normalization);
            case CSV -> TextTable.read(path, Separator.COMMA, columns(), normalization);
            case TSV -> TextTable.read(path, Separator.TAB, columns(), normalization);
            case LINES, TEXT ->
                throw new DataException(path + " must have a class for each text, so it must be a folder with one .txt"
                        + " file a class, or a table named .csv or .tsv");
            case AUTO -> throw new IllegalStateException("layout");
        };
    }

    /** Returns texts alone, each under the same label; those of a folder or table without their classes. */
    public TextDataset unlabeled(Normalization normalization) {
        if (source.equals(HELLO)) {
            return unlabeled(HELLO, List.of(normalization.apply(HELLO)), new ReadReport(1, 1, 0, 0, 0, 0, List.of()));
        }
        if (source.equals(WORDS) || !List.of(Format.LINES, Format.TEXT).contains(layout(path()))) {
            TextDataset labeled = labeled(normalization);
            List<String> texts =
                    labeled.examples().stream().map(LabeledText::text).toList();
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

    /** Returns what to say of an embedded source beside its name; empty for others. */
    public String edition() {
        return source.equals(WORDS) ? "Unicode CLDR " + EmbeddedWords.CLDR_VERSION : "";
    }

    private Path path() {
        if (source.equals(TO_BE_GIVEN)) {
            throw new UserError(
                    ExitCode.USAGE,
                    format == Format.TEXT
                            ? "this recipe needs data: add --data FILE, one long text in UTF-8 (for tiny-shakespeare:"
                                    + " input.txt)"
                            : "this recipe needs data: add --data PATH, a folder with one .txt file a class and one example a"
                                    + " line (for the names of PyTorch's tutorial: the folder data/names of the"
                                    + " archive it links to)");
        }
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw new UserError(ExitCode.USAGE, "data.source must be a path but is \"" + source + "\"");
        }
    }

    private Columns columns() {
        try {
            return new Columns(textColumn, labelColumn);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Format layout(Path path) {
        if (format != Format.AUTO) {
            return format;
        }
        if (!Files.exists(path)) {
            throw new DataException("there is no file or folder " + path + "; check the path");
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(path)) {
            return Format.FOLDER;
        }
        if (name.endsWith(".csv")) {
            return Format.CSV;
        }
        return name.endsWith(".tsv") || name.endsWith(".tab") ? Format.TSV : Format.LINES;
    }
}
