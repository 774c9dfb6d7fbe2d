package dev.unroll.run.config;

import dev.unroll.core.cell.CellTextException;
import dev.unroll.core.form.Nearest;
import dev.unroll.core.form.Sentence;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigFile.Entry;
import dev.unroll.run.config.ConfigKey.Condition;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads configurations, and refuses what they do not mean: the first wrong thing becomes a {@link ConfigException}. */
public final class ConfigReader {

    /** Characters of an assignment that an error repeats, at most. */
    private static final int LONGEST = 200;

    /** A value that somebody wrote, and where: {@code "my.toml, line 3, column 1"} or {@code "--set layers=x"}. */
    private record Given(Object value, String place, Source source) {}

    private enum Source {
        FILE,
        ASSIGNMENT
    }

    private final Schema schema;
    private final String fileName;
    private final Map<String, Given> given = new LinkedHashMap<>();

    private ConfigReader(Schema schema, String fileName) {
        this.schema = schema;
        this.fileName = fileName;
    }

    /**
     * Returns the configuration that {@code toml} and then {@code assignments} describe, defaults elsewhere.
     *
     * @param fileName what errors call the file
     * @param assignments {@code key=value} each, as given to {@code --set}; a later one wins
     * @throws ConfigException naming the key, what it must be, what it is, and the place
     */
    public static TrainConfig read(String fileName, String toml, List<String> assignments) {
        return read(fileName, ConfigFile.ofToml(fileName, toml), assignments);
    }

    /**
     * Returns the configuration of plain data, as {@link ConfigPrinter#data} gives them, defaults elsewhere: an older Unroll
     * may not have known every key.
     *
     * @param place what errors call the data
     */
    public static TrainConfig read(String place, Map<String, ? extends Map<String, ?>> tables) {
        return read(place, tables, List.of());
    }

    /**
     * Returns the configuration of plain data and then assignments, as above.
     *
     * @param assignments {@code key=value} each
     */
    public static TrainConfig read(
            String place, Map<String, ? extends Map<String, ?>> tables, List<String> assignments) {
        return read(place, ConfigFile.ofData(place, tables), assignments);
    }

    /**
     * Returns the configuration that assignments describe as far as they are about the data and the task, defaults elsewhere:
     * for those who look at the data before they choose the rest.
     *
     * @param assignments {@code key=value} each; one whose key does not exist is refused, one of other keys passed over
     */
    public static TrainConfig aboutData(List<String> assignments) {
        var schema = new Schema((table, key) -> lastAssigned(assignments, table, key));
        return read(
                "",
                new ConfigFile(List.of()),
                assignments.stream()
                        .filter(assignment -> schema.find(name(assignment))
                                .map(key -> isAboutData(schema, key, assignments))
                                .orElse(true))
                        .toList());
    }

    /** Returns whether a key can be judged by the assignments alone: what it waits for may still be chosen. */
    private static boolean isAboutData(Schema schema, ConfigKey key, List<String> assignments) {
        boolean waits = key.condition()
                .filter(condition ->
                        lastAssigned(assignments, key.table(), condition.with()).isEmpty())
                .filter(condition -> !condition.holds(
                        schema.find(condition.with()).orElseThrow().byDefault()))
                .isPresent();
        return key.name().equals("task") || (key.table().equals("data") && !waits);
    }

    /**
     * Refuses assignments that say nothing about how data are read: which data they are is said otherwise.
     *
     * @param assignments {@code key=value} each
     */
    public static void requireAboutReading(List<String> assignments) {
        var schema = new Schema((table, key) -> lastAssigned(assignments, table, key));
        for (String assignment : assignments) {
            schema.find(name(assignment))
                    .filter(key -> !key.table().equals("data") || key.name().equals("source"))
                    .ifPresent(key -> {
                        throw wrong(place(assignment) + ": " + key.dottedName()
                                + " does not say how data are read; give keys of the table data other than source, or"
                                + " leave it out");
                    });
        }
    }

    private static String name(String assignment) {
        return assignment.substring(0, Math.max(0, assignment.indexOf('='))).strip();
    }

    private static String place(String assignment) {
        return "--set " + Sentence.beginning(assignment, LONGEST);
    }

    private static TrainConfig read(String fileName, ConfigFile file, List<String> assignments) {
        var schema =
                new Schema((table, key) -> lastAssigned(assignments, table, key).or(() -> file.value(table, key)));
        var reader = new ConfigReader(schema, fileName);
        file.entries().forEach(reader::readTable);
        assignments.forEach(reader::readAssignment);
        return reader.resolve();
    }

    private static Optional<Object> lastAssigned(List<String> assignments, String table, String key) {
        for (String assignment : assignments.reversed()) {
            String name = name(assignment);
            if (name.equals(key) || name.equals(table + "." + key)) {
                return Optional.of(ConfigFile.valueOf(
                        assignment.substring(assignment.indexOf('=') + 1).strip()));
            }
        }
        return Optional.empty();
    }

    private void readTable(Entry entry) {
        String table = entry.name();
        boolean isTable = entry.value() instanceof ConfigFile.Table;
        if (!schema.tables().contains(table)) {
            throw unknown(table, entry.place(), isTable);
        }
        if (!(entry.value() instanceof ConfigFile.Table(List<Entry> keys))) {
            throw wrong(
                    entry.place() + ": " + table + " must be a table, [" + table + "], but is " + shown(entry.value()));
        }
        for (Entry written : keys) {
            ConfigKey key = schema.keys(table).stream()
                    .filter(known -> known.name().equals(written.name()))
                    .findFirst()
                    .orElseThrow(() -> unknown(table + "." + written.name(), written.place(), false));
            give(key, written.value(), written.place(), Source.FILE);
        }
    }

    private void readAssignment(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw wrong("--set must be key=value but is \"" + Sentence.beginning(assignment, LONGEST) + "\"");
        }
        String name = assignment.substring(0, equals).strip();
        String text = assignment.substring(equals + 1).strip();
        String place = place(assignment);
        ConfigKey key = schema.find(name).orElseThrow(() -> unknown(name, place, false));
        give(key, typed(key, text), place, Source.ASSIGNMENT);
    }

    private static Object typed(ConfigKey key, String text) {
        if (key.isText()) {
            return unquoted(text);
        }
        Object value = ConfigFile.valueOf(text);
        return key.isList() && !(value instanceof List) ? listed(key, text, value) : value;
    }

    /** Returns the list that is meant where brackets were left out, {@code price,wind}; what was typed, if it is none. */
    private static Object listed(ConfigKey key, String text, Object value) {
        List<String> words = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        List<Object> values = words.stream().map(ConfigFile::valueOf).toList();
        return Stream.<Object>of(isQuoted(text) ? List.of(value) : values, words)
                .filter(list -> key.convert(list).isPresent())
                .findFirst()
                .orElse(value);
    }

    private static Object unquoted(String text) {
        return isQuoted(text) ? ConfigFile.valueOf(text) : text;
    }

    private static boolean isQuoted(String text) {
        return text.startsWith("\"") || text.startsWith("'");
    }

    private void give(ConfigKey key, Object raw, String place, Source source) {
        Object value = key.convert(raw).orElseThrow(() -> {
            String hint = raw instanceof String text ? Nearest.hint(text, key.choices()) : "";
            return wrong(
                    place + ": " + key.dottedName() + " must be " + key.expectation() + " but is " + shown(raw) + hint);
        });
        Object whole =
                switch (value) {
                    case CellChoice cell -> read(cell, place, source);
                    case DecoderCell cell ->
                        cell.own()
                                .map(own -> new DecoderCell(read(own, place, source)))
                                .orElse(cell);
                    default -> value;
                };
        given.put(key.dottedName(), new Given(whole, place, source));
    }

    /** Returns a cell with its equations: of a file beside that of the configuration, or where a command is given. */
    private CellChoice read(CellChoice cell, String place, Source source) {
        try {
            if (cell.isFile()) {
                Path named = Path.of(cell.written());
                Path file = source == Source.FILE ? Path.of(fileName).resolveSibling(named) : named;
                return CellFile.read(file, place + ": ");
            }
            cell.check("mine", CellFile.ANY_HIDDEN);
            return cell;
        } catch (CellTextException e) {
            throw wrong(place + ": " + e.getMessage());
        } catch (InvalidPathException e) {
            throw wrong(place + ": there is no file " + Sentence.quoted(cell.written()));
        }
    }

    private TrainConfig resolve() {
        schema.keys().stream().filter(this::isOutdated).toList().forEach(key -> given.remove(key.dottedName()));
        Map<String, Object> values = new HashMap<>();
        for (String table : schema.tables()) {
            Map<String, Object> byName = new HashMap<>();
            for (ConfigKey key : schema.keys(table)) {
                Given written = given.get(key.dottedName());
                Object value = written == null ? key.byDefault() : written.value();
                byName.put(key.name(), value);
                values.put(key.dottedName(), value);
            }
            schema.keys(table).forEach(key -> requireMeaning(key, byName));
        }
        return schema.build(values);
    }

    /** Returns whether an assignment takes from a key of the file its meaning: {@code schedule=constant} from gamma. */
    private boolean isOutdated(ConfigKey key) {
        Given written = given.get(key.dottedName());
        if (written == null
                || written.source() == Source.ASSIGNMENT
                || key.condition().isEmpty()) {
            return false;
        }
        Condition condition = key.condition().get();
        Given other = given.get(key.table() + "." + condition.with());
        return other != null && other.source() == Source.ASSIGNMENT && !condition.holds(other.value());
    }

    /** Throws if {@code key} was written although another key makes it mean nothing. */
    private void requireMeaning(ConfigKey key, Map<String, Object> table) {
        Given written = given.get(key.dottedName());
        if (written != null && !key.hasMeaning(table)) {
            Condition condition = key.condition().orElseThrow();
            throw wrong(written.place() + ": " + key.dottedName() + " means something only if " + key.table() + "."
                    + condition.with() + " is " + String.join(" or ", condition.being()) + ", but that is "
                    + ConfigKey.word(Objects.requireNonNull(table.get(condition.with()))));
        }
    }

    private ConfigException unknown(String name, String place, boolean isTable) {
        if (isTable) {
            return wrong(place + ": unknown table [" + name + "]" + Nearest.hint(name, schema.tables()));
        }
        // By the name alone: a key may stand in the wrong table, or in none.
        String alone = name.substring(name.lastIndexOf('.') + 1);
        List<String> names = schema.keys().stream().map(ConfigKey::name).toList();
        String hint = Nearest.to(alone, names)
                .flatMap(schema::find)
                .map(key -> "; did you mean " + key.dottedName() + "?")
                .orElse("; unroll train RECIPE --print-config shows every key");
        return wrong(place + ": unknown key " + name + hint);
    }

    private static String shown(Object raw) {
        return switch (raw) {
            case String text -> "\"" + Sentence.beginning(text, LONGEST) + "\"";
            case Map<?, ?> _, ConfigFile.Table _ -> "a table";
            case List<?> list ->
                list.stream().anyMatch(Map.class::isInstance)
                        ? "a list"
                        : Sentence.beginning(
                                list.stream().map(ConfigReader::shown).collect(Collectors.joining(", ", "[", "]")),
                                LONGEST);
            default -> raw.toString();
        };
    }

    private static ConfigException wrong(String sentence) {
        return new ConfigException(sentence);
    }
}
