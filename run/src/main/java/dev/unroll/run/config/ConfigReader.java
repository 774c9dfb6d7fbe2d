package dev.unroll.run.config;

import dev.unroll.core.form.Nearest;
import dev.unroll.run.ConfigException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads configurations, and refuses what they do not mean: the first wrong thing becomes a {@link ConfigException}. */
public final class ConfigReader {

    /** A value that somebody wrote, and where: {@code "my.toml, line 3, column 1"} or {@code "--set layers=x"}. */
    private record Given(Object value, String place, Source source) {}

    private enum Source {
        FILE,
        ASSIGNMENT
    }

    private final Schema schema = new Schema();
    private final String fileName;
    private final Map<String, Given> given = new LinkedHashMap<>();

    private ConfigReader(String fileName) {
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
        var reader = new ConfigReader(fileName);
        reader.readFile(toml);
        assignments.forEach(reader::readAssignment);
        return reader.resolve();
    }

    private void readFile(String toml) {
        // Some editors begin a file with a byte order mark, which is no part of the text.
        TomlParseResult file = Toml.parse(toml.startsWith("\uFEFF") ? toml.substring(1) : toml);
        if (file.hasErrors()) {
            TomlParseError first = file.errors().getFirst();
            throw wrong(place(first.position()) + ": " + first.getMessage());
        }
        for (String table : inOrder(file)) {
            String place = place(file.inputPositionOf(List.of(table)));
            if (!schema.tables().contains(table)) {
                throw unknown(table, place, file.get(List.of(table)) instanceof TomlTable);
            }
            if (!(file.get(List.of(table)) instanceof TomlTable keys)) {
                throw wrong(place + ": " + table + " must be a table, [" + table + "], but is "
                        + shown(file.get(List.of(table))));
            }
            readTable(table, keys);
        }
    }

    private void readTable(String table, TomlTable keys) {
        for (String name : inOrder(keys)) {
            String place = place(keys.inputPositionOf(List.of(name)));
            Setting setting = schema.settings(table).stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(table + "." + name, place, false));
            give(setting, Objects.requireNonNull(keys.get(List.of(name))), place, Source.FILE);
        }
    }

    /** Returns the keys as they stand in the file, so that the first error is the one reported. */
    private static List<String> inOrder(TomlTable table) {
        return table.keySet().stream()
                .sorted(Comparator.comparing(
                        key -> table.inputPositionOf(List.of(key)),
                        Comparator.nullsFirst(
                                Comparator.comparing(TomlPosition::line).thenComparing(TomlPosition::column))))
                .toList();
    }

    private void readAssignment(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw wrong("--set must be key=value but is \"" + assignment + "\"");
        }
        String name = assignment.substring(0, equals).strip();
        String text = assignment.substring(equals + 1).strip();
        String place = "--set " + assignment;
        Setting setting = schema.find(name).orElseThrow(() -> unknown(name, place, false));
        give(setting, setting.isText() ? unquoted(text) : valueOf(text), place, Source.ASSIGNMENT);
    }

    /** Returns {@code text} as a TOML value, or as the words that it is: {@code cell=gru} needs no quotes. */
    private static Object valueOf(String text) {
        TomlParseResult parsed = Toml.parse("x = " + text);
        boolean isOneValue = !parsed.hasErrors() && parsed.keySet().equals(Set.of("x"));
        return isOneValue ? Objects.requireNonNull(parsed.get("x")) : text;
    }

    private static Object unquoted(String text) {
        return text.startsWith("\"") || text.startsWith("'") ? valueOf(text) : text;
    }

    private void give(Setting setting, Object raw, String place, Source source) {
        Object value = setting.convert(raw).orElseThrow(() -> {
            String hint = raw instanceof String text ? Nearest.hint(text, setting.choices()) : "";
            return wrong(place + ": " + setting.dottedName() + " must be " + setting.expectation() + " but is "
                    + shown(raw) + hint);
        });
        given.put(setting.dottedName(), new Given(value, place, source));
    }

    private TrainConfig resolve() {
        schema.settings().stream()
                .filter(this::isOutdated)
                .toList()
                .forEach(setting -> given.remove(setting.dottedName()));
        Map<String, Object> values = new HashMap<>();
        for (String table : schema.tables()) {
            Map<String, Object> byName = new HashMap<>();
            for (Setting setting : schema.settings(table)) {
                Given written = given.get(setting.dottedName());
                Object value = written == null ? setting.byDefault(byName) : written.value();
                byName.put(setting.name(), value);
                values.put(setting.dottedName(), value);
            }
            schema.settings(table).forEach(setting -> requireMeaning(setting, byName));
        }
        return schema.build(values);
    }

    /** Returns whether an assignment takes from a key of the file its meaning: {@code schedule=constant} from gamma. */
    private boolean isOutdated(Setting setting) {
        Given written = given.get(setting.dottedName());
        if (written == null
                || written.source() == Source.ASSIGNMENT
                || setting.only().isEmpty()) {
            return false;
        }
        Only only = setting.only().get();
        Given other = given.get(setting.table() + "." + only.with());
        return other != null
                && other.source() == Source.ASSIGNMENT
                && !List.of(only.being()).contains(Setting.word(other.value()));
    }

    /** Throws if {@code setting} was written although another key makes it mean nothing. */
    private void requireMeaning(Setting setting, Map<String, Object> table) {
        Given written = given.get(setting.dottedName());
        if (written == null || setting.only().isEmpty()) {
            return;
        }
        Only only = setting.only().get();
        String other = Setting.word(Objects.requireNonNull(table.get(only.with())));
        if (!List.of(only.being()).contains(other)) {
            throw wrong(written.place() + ": " + setting.dottedName() + " means something only if " + setting.table()
                    + "." + only.with() + " is " + String.join(" or ", only.being()) + ", but that is " + other);
        }
    }

    private ConfigException unknown(String name, String place, boolean isTable) {
        if (isTable) {
            return wrong(place + ": unknown table [" + name + "]" + Nearest.hint(name, schema.tables()));
        }
        // By the name alone: a key may stand in the wrong table, or in none.
        String alone = name.substring(name.lastIndexOf('.') + 1);
        List<String> names = schema.settings().stream().map(Setting::name).toList();
        String hint = Nearest.to(alone, names)
                .flatMap(schema::find)
                .map(setting -> "; did you mean " + setting.dottedName() + "?")
                .orElse("; unroll train RECIPE --print-config shows every key");
        return wrong(place + ": unknown key " + name + hint);
    }

    private String place(@Nullable TomlPosition position) {
        return position == null ? fileName : fileName + ", line " + position.line() + ", column " + position.column();
    }

    private static String shown(@Nullable Object raw) {
        return switch (raw) {
            case null -> "nothing";
            case String text -> "\"" + text + "\"";
            case TomlTable table -> "a table";
            case TomlArray array -> "a list";
            default -> raw.toString();
        };
    }

    private static ConfigException wrong(String sentence) {
        return new ConfigException(sentence);
    }
}
