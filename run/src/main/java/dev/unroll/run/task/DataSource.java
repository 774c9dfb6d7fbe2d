package dev.unroll.run.task;

import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.CatalogueEntry;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.text.EmbeddedWords;
import dev.unroll.data.text.TextTable;
import dev.unroll.data.text.TextTable.Columns;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.Format;
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

    /** The name of the embedded words of many languages. */
    public static final String WORDS = "words";

    /** The name of the embedded text of one word. */
    public static final String HELLO = "hello";

    /** Returns the source of a configuration. */
    public static DataSource of(DataTable data, DataHome home) {
        return new DataSource(data.source(), data.format(), data.textColumn(), data.labelColumn(), home);
    }

    /** Returns whether the data come with the program under this name. */
    boolean isEmbedded(String name) {
        return source.equals(name);
    }

    /** Returns the names of a table's columns; none if the data are no table. */
    public List<String> columnNames() {
        if (isEmbedded(WORDS) || isEmbedded(HELLO)) {
            return List.of();
        }
        Path path = path();
        return hasEnding(path, ".csv", ".tsv", ".tab") && Files.isRegularFile(path)
                ? TextTable.columns(path)
                : List.of();
    }

    /** Returns what to say of an embedded source beside its name; empty for others. */
    public String edition() {
        return isEmbedded(WORDS) ? "Unicode CLDR " + EmbeddedWords.CLDR_VERSION : "";
    }

    /**
     * Returns where the data lie: a path as it was given, or the place of a data set of the catalogue.
     *
     * @throws DataException if nothing is there
     */
    Path path() {
        Path path;
        try {
            path = Path.of(source);
        } catch (InvalidPathException e) {
            throw new ConfigException("data.source must be a path but is \"" + source + "\"");
        }
        Optional<CatalogueEntry> entry = Catalogue.load().find(source);
        if (entry.isPresent() && !Files.exists(path)) {
            return home.find(entry.get())
                    .orElseThrow(() -> new DataException("the data set " + source + " is not in " + home.folder()
                            + "; get it with: unroll data get " + source + ", or name data of your own: --data PATH"));
        }
        if (!Files.exists(path)) {
            throw new DataException("there is no file or folder " + path + "; check the path");
        }
        return path;
    }

    /** Returns the columns of a table that are read. */
    Columns columns() {
        try {
            return new Columns(textColumn, labelColumn);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns whether a file has one of these endings, in any case. */
    static boolean hasEnding(Path path, String... endings) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return List.of(endings).stream().anyMatch(name::endsWith);
    }
}
