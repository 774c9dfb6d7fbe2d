package dev.unroll.run.task;

import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.pair.PairFormat;
import dev.unroll.data.series.table.SeriesForm;
import dev.unroll.data.text.EmbeddedWords;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Columns;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import dev.unroll.data.text.TableForm.Separator;
import dev.unroll.data.text.TextForm;
import dev.unroll.data.text.TextTable;
import dev.unroll.data.vectors.SequenceForm;
import dev.unroll.data.vectors.TsArchive;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.Format;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where examples come from, and how they are read: what is embedded, a data set of the catalogue, a folder, a table, or
 * lines.
 *
 * @param table whose source is {@code words}, {@code hello}, a name in the catalogue, or a path; a path that exists comes
 *     before a name
 * @param home where data sets of the catalogue lie
 */
public record DataSource(DataTable table, DataHome home) {

    /** The name of the embedded words of many languages. */
    public static final String WORDS = "words";

    /** The name of the embedded text of one word. */
    public static final String HELLO = "hello";

    /** The name of the made strings that are to be reversed, and of longer ones. */
    public static final String REVERSE = "reverse";

    public static final String REVERSE_LONGER = "reverse-longer";

    /** The name of strings of digits, made of the recordings of the catalogue's {@code fsdd}. */
    static final String DIGIT_STRINGS = "digit-strings";

    private static final String DIGITS = "fsdd";

    private static final List<String> EMBEDDED = List.of(WORDS, HELLO, REVERSE, REVERSE_LONGER);

    private static final String DATA = "data";

    private static final String FORMAT = "format";
    private static final String WAV = "wav";
    private static final String SPEECH = "speech";

    /**
     * Returns data of this name, read as is customary but for the assignments.
     *
     * @param assignments {@code key=value} each, of the table {@code data}
     * @throws ConfigException if one is wrong
     */
    public static DataSource named(String source, List<String> assignments, DataHome home) {
        return of(source, Map.of(), assignments, home);
    }

    /**
     * Returns data of this name, read as a model's training read its own but for the assignments.
     *
     * @param assignments {@code key=value} each, of the table {@code data}
     * @throws ConfigException if one is wrong
     */
    public static DataSource like(Model model, String source, List<String> assignments, DataHome home) {
        Map<String, Object> trained = noted(model);
        DataSource asTrained = of(source, trained, assignments, home);
        if (asTrained.mayBeLaidOut()) {
            return asTrained;
        }
        trained.remove(FORMAT);
        return of(source, trained, assignments, home);
    }

    private static DataSource of(String source, Map<String, ?> table, List<String> assignments, DataHome home) {
        if (source.isBlank()) {
            throw new ConfigException("data must be a path or the name of a data set but are \"" + source + "\"");
        }
        ConfigReader.requireAboutReading(assignments);
        Map<String, Object> named = new LinkedHashMap<>(table);
        named.put("source", chosen(source));
        var all = new DataSource(read(named, assignments), home);
        // What the training said of its tables means nothing to other data; what is said now does.
        Suspicion.noTable(all, read(Map.of("source", chosen(source)), assignments))
                .ifPresent(found -> {
                    throw new ConfigException(source + " " + found);
                });
        return all;
    }

    private static DataTable read(Map<String, ?> table, List<String> assignments) {
        return ConfigReader.read("the model's training", Map.of(DATA, table), assignments)
                .data();
    }

    /** Returns how the training of a model read its data. */
    public static DataTable trained(Model model) {
        return read(noted(model), List.of());
    }

    /** Returns the table that a model notes; of one that was trained on sounds, with the rate that they had. */
    private static Map<String, Object> noted(Model model) {
        Map<String, Object> noted = NotedConfig.of(model).table(DATA);
        SoundSettings.rate(model).ifPresent(rate -> {
            if (!SPEECH.equals(noted.get(FORMAT)) && !WAV.equals(noted.put(FORMAT, WAV))) {
                // What was found to be sounds: keys of other layouts mean nothing to them.
                noted.keySet().retainAll(Set.of("source", FORMAT));
            }
            noted.put("rate", (long) rate);
        });
        return noted;
    }

    /** Returns whether what is there can have the layout that the table names: a folder is no table, and so on. */
    private boolean mayBeLaidOut() {
        if (isEmbedded()) {
            return format() == Format.AUTO;
        }
        boolean folder = Files.isDirectory(path());
        return switch (format()) {
            case FOLDER, IDX, ROW_FILES -> folder;
            case FILES -> folder || Names.hasEnding(path(), ".tar", ".tgz");
            case CSV, TSV -> !folder && !Names.hasEnding(path(), ".jsonl", ".ndjson", ".json");
            case JSON_LINES -> !TableFiles.isNamedSo(path());
            case LONG_TABLE, CELL_TABLE -> !folder && TableFiles.isNamedSo(path());
            case JSON_STEPS -> Names.hasEnding(path(), ".jsonl", ".ndjson", ".json");
            case TS -> Names.hasEnding(path(), ".ts", ".zip") || folder || !Files.exists(path());
            case NPY -> folder || Names.hasEnding(path(), ".npy", ".npz");
            case LINES, TEXT -> !folder;
            case AUTO, CONLLU, COLUMNS, SERIES, WAV, PAIRS, PARALLEL, JSON_PAIRS, PRONUNCIATIONS, SPEECH -> true;
        };
    }

    /**
     * Returns how a source that somebody names stands in a configuration: a path that exists comes before the name of what is
     * embedded, and is told from it by {@code ./} before it.
     */
    public static String chosen(String named) {
        return chosen(named, Path.of(""));
    }

    static String chosen(String named, Path directory) {
        boolean isBoth = EMBEDDED.contains(named) && Files.exists(directory.resolve(named));
        return isBoth ? "./" + named : named;
    }

    /** Returns what to say if embedded data are meant and something else is called so here; mostly nothing. */
    public static Optional<String> namesakeOf(String source) {
        return namesakeOf(source, Path.of(""));
    }

    static Optional<String> namesakeOf(String source, Path directory) {
        String other = chosen(source, directory);
        return other.equals(source)
                ? Optional.empty()
                : Optional.of("the data " + source + " are those that come with Unroll, and not what is called so here;"
                        + " --data " + other + " names that");
    }

    /** Returns the assignment of a source that somebody names. */
    public static String assignment(String named) {
        return "data.source=" + chosen(named);
    }

    /** Throws if a path is there and can be read but once, as pipes and devices are. */
    public static void requireReadableTwice(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new DataException(path
                    + " must be a folder or a regular file, which can be read more than once, but is a pipe or a device;"
                    + " save what it gives to a file first");
        }
    }

    /** Returns the name of the data, as it was given. */
    public String source() {
        return table.source();
    }

    /** Returns how the data are laid out. */
    public Format format() {
        return table.format();
    }

    /** Returns whether the data come with the program. */
    boolean isEmbedded() {
        return EMBEDDED.contains(source());
    }

    /** Returns whether the data come with the program under this name. */
    boolean isEmbedded(String name) {
        return source().equals(name);
    }

    /** Returns the form of the data's texts that the table asks for. */
    public TextForm form() {
        return form(TextEncoding.normalization(table), TextEncoding.tokenizer(table.tokens()));
    }

    /** Returns the form of the data's texts, files as the table says. */
    public TextForm form(Normalization normalization, Tokenizer tokenizer) {
        return new TextForm(normalization, tokenizer, encoding(), tableForm());
    }

    /** Returns the encoding of the files. */
    public Encoding encoding() {
        return Encoding.of(table.encoding());
    }

    /** Returns the form of the data's sequences of numbers that the table asks for. */
    public SequenceForm sequenceForm(SequenceForm.Wanted wanted) {
        try {
            var columns = new SequenceForm.Columns(
                    table.idColumn().equals("auto") ? "id" : table.idColumn(),
                    table.stepColumn(),
                    table.stepsColumns(),
                    table.labelColumn(),
                    table.valueColumns());
            return new SequenceForm(form(), mark(), columns, wanted);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the names of the sets of sequences that the source holds, if they are several; else none. */
    public List<String> sets() {
        try {
            List<String> sets = isEmbedded() ? List.of() : TsArchive.sets(path());
            return sets.size() > 1 ? sets : List.of();
        } catch (DataException e) {
            // Whoever reads the source will say what is wrong with it.
            return List.of();
        }
    }

    /** Returns what parted whole numbers from fractions in the data of a model's training. */
    public static DecimalMark markOf(Model model) {
        return markOf(model, List.of());
    }

    /**
     * Returns what parts whole numbers from fractions as in a model's training but for the assignments.
     *
     * @throws ConfigException if one is wrong
     */
    public static DecimalMark markOf(Model model, List<String> assignments) {
        ConfigReader.requireAboutReading(assignments);
        return mark(read(noted(model), assignments));
    }

    /** Returns what parts whole numbers from fractions where numbers are text. */
    public DecimalMark mark() {
        return mark(table);
    }

    private static DecimalMark mark(DataTable table) {
        return table.decimal() == DataTable.Decimal.COMMA ? DecimalMark.COMMA : DecimalMark.POINT;
    }

    private TableForm tableForm() {
        try {
            return new TableForm(
                    new Columns(table.textColumn(), table.labelColumn()),
                    separator(),
                    switch (table.quotes()) {
                        case AUTO -> Quotes.FOUND;
                        case DOUBLE -> Quotes.DOUBLE;
                        case NONE -> Quotes.NONE;
                    },
                    table.header() ? Header.NAMES : Header.NONE);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns how the files of pairs are laid out, if that is named. */
    Optional<PairFormat> pairFormat() {
        return switch (format()) {
            case PAIRS -> Optional.of(pairTable());
            case PARALLEL -> Optional.of(new PairFormat.Parallel(endings()));
            case JSON_PAIRS ->
                Optional.of(new PairFormat.Objects(
                        column(table.sourceColumn(), "source"), column(table.targetColumn(), "target")));
            case PRONUNCIATIONS -> Optional.of(new PairFormat.Pronunciations(stress()));
            default -> Optional.empty();
        };
    }

    /** Returns how a file is laid out that is found to have such a layout, with what the table says of it. */
    PairFormat asAsked(PairFormat found) {
        return switch (found) {
            case PairFormat.Table _ -> pairTable();
            case PairFormat.Parallel _ -> new PairFormat.Parallel(endings());
            case PairFormat.Objects _ ->
                new PairFormat.Objects(column(table.sourceColumn(), "source"), column(table.targetColumn(), "target"));
            case PairFormat.Pronunciations _ -> new PairFormat.Pronunciations(stress());
        };
    }

    private PairFormat.Table pairTable() {
        boolean named =
                !table.sourceColumn().equals("auto") || !table.targetColumn().equals("auto");
        Optional<Columns> columns = named
                ? Optional.of(
                        new Columns(column(table.sourceColumn(), "source"), column(table.targetColumn(), "target")))
                : Optional.empty();
        TableForm form = tableForm();
        return new PairFormat.Table(
                columns, form.separator(), form.quotes(), table.header() ? Optional.empty() : Optional.of(Header.NONE));
    }

    private static String column(String asked, String usual) {
        return asked.equals("auto") ? usual : asked;
    }

    private Optional<PairFormat.Endings> endings() {
        if (table.endings().isEmpty()) {
            return Optional.empty();
        }
        if (table.endings().size() != 2) {
            throw new ConfigException("data.endings must be two, that of the source first, but are "
                    + String.join(", ", table.endings()));
        }
        return Optional.of(new PairFormat.Endings(
                table.endings().getFirst(), table.endings().getLast()));
    }

    private PairFormat.Pronunciations.Stress stress() {
        return table.stress() == DataTable.Stress.KEEP
                ? PairFormat.Pronunciations.Stress.KEPT
                : PairFormat.Pronunciations.Stress.DROPPED;
    }

    /** Returns how tables of series are read. */
    SeriesForm seriesForm() {
        return new SeriesForm(
                encoding(),
                tableForm(),
                mark(),
                SeriesKeys.layout(table),
                SeriesKeys.columns(table),
                SeriesKeys.times(table),
                table.missing(),
                table.testSource());
    }

    private Optional<Separator> separator() {
        return switch (table.separator()) {
            case AUTO -> format() == Format.TSV ? Optional.of(Separator.TAB) : Optional.empty();
            case COMMA -> Optional.of(Separator.COMMA);
            case SEMICOLON -> Optional.of(Separator.SEMICOLON);
            case TAB -> Optional.of(Separator.TAB);
            case PIPE -> Optional.of(Separator.PIPE);
        };
    }

    /** Returns the names of a table's columns; none if the data are no table. */
    public List<String> columnNames() {
        return Readers.isTable(this) ? TextTable.columns(path(), form()) : List.of();
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
            path = Path.of(source());
        } catch (InvalidPathException e) {
            throw new ConfigException("data.source must be a path but is \"" + source() + "\"");
        }
        Optional<Path> listed = Files.exists(path) ? Optional.empty() : listed(path);
        if (listed.isPresent()) {
            return listed.get();
        }
        if (!Files.exists(path) && !TsArchive.isOne(path)) {
            throw new DataException("there is no file or folder " + path + "; check the path");
        }
        requireReadableTwice(path);
        return path;
    }

    /** Returns where the recordings are that strings of digits are made of. */
    Path digits() {
        return listed(Path.of(DIGITS)).orElseThrow();
    }

    /** Returns whether the source is a data set of the catalogue that is for a task. */
    boolean isListedFor(String task) {
        return !isEmbedded()
                && Catalogue.load()
                        .find(source())
                        .filter(entry -> entry.task().startsWith(task + ":"))
                        .filter(entry -> !Files.exists(Path.of(entry.name())))
                        .isPresent();
    }

    /** Returns the place of a data set of the catalogue, {@code NAME}, or of one set of several, {@code NAME/SET}. */
    private Optional<Path> listed(Path path) {
        boolean isWhole = path.isAbsolute() || path.getNameCount() == 1;
        String name = isWhole ? path.toString() : path.getName(0).toString();
        return Catalogue.load().find(name).map(entry -> {
            Path set = home.find(entry)
                    .orElseThrow(() -> new DataException("the data set " + name + " is not in " + home.folder()
                            + "; get it with: unroll data get " + name + ", or name data of your own: --data PATH"));
            return isWhole
                    ? set
                    : set.resolve(path.subpath(1, path.getNameCount()).toString());
        });
    }
}
