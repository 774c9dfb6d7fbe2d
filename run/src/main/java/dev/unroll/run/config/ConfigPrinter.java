package dev.unroll.run.config;

import dev.unroll.run.config.ConfigKey.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/** Writes a configuration as the file that a user would write, every key with what it means. */
public final class ConfigPrinter {

    /** Comments begin here, if the value leaves room. */
    private static final int COMMENT_COLUMN = 28;

    private ConfigPrinter() {}

    /**
     * Returns TOML that {@link ConfigReader} reads back as {@code config}. Keys that mean nothing in it stand there as
     * comments, with their defaults and with what would give them a meaning.
     */
    public static String print(TrainConfig config) {
        Schema schema = Schema.of(config);
        Map<String, Object> values = schema.values(config);
        var text = new StringBuilder();
        for (String table : schema.tables()) {
            text.append(text.isEmpty() ? "" : "\n").append('[').append(table).append("]\n");
            for (ConfigKey key : schema.keys(table)) {
                Object value = values.get(key.dottedName());
                text.append(
                        value == null
                                ? line("# " + assignment(key, key.byDefault()), onlyIf(key) + ": " + comment(key))
                                : line(assignment(key, value), comment(key)));
            }
        }
        return text.toString();
    }

    private static String assignment(ConfigKey key, Object value) {
        return key.name() + " = " + toml(key.plain(value));
    }

    private static String line(String assignment, String comment) {
        return assignment + " ".repeat(Math.max(1, COMMENT_COLUMN - assignment.length())) + "# " + comment + "\n";
    }

    private static String onlyIf(ConfigKey key) {
        Condition condition = key.condition().orElseThrow();
        return "only if " + condition.with() + " is " + String.join(" or ", condition.being());
    }

    /** Returns what {@link #print} prints as plain data: keys by table, words for choices. */
    public static Map<String, Map<String, Object>> data(TrainConfig config) {
        Schema schema = Schema.of(config);
        Map<String, Object> values = schema.values(config);
        Map<String, Map<String, Object>> data = new LinkedHashMap<>();
        for (String table : schema.tables()) {
            Map<String, Object> keys = new LinkedHashMap<>();
            for (ConfigKey key : schema.keys(table)) {
                Object value = values.get(key.dottedName());
                if (value != null) {
                    keys.put(key.name(), key.plain(value));
                }
            }
            data.put(table, keys);
        }
        return data;
    }

    private static String comment(ConfigKey key) {
        return key.choices().isEmpty() ? key.help() : key.help() + ": " + String.join(", ", key.choices());
    }

    /** Returns a line of a text of several: signs such as ⊙ stay as they are, to be read. */
    private static String escaped(String line) {
        return line.codePoints()
                .mapToObj(c -> c == '\\' || c == '"' || Character.isISOControl(c)
                        ? Toml.tomlEscape(Character.toString(c))
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String toml(Object plain) {
        return switch (plain) {
            case String text
            when text.contains("\n") ->
                text.lines().map(ConfigPrinter::escaped).collect(Collectors.joining("\n", "\"\"\"\n", "\"\"\""));
            case String text -> '"' + Toml.tomlEscape(text).toString() + '"';
            case Double number -> number.toString().replace(".0E", "e");
            case List<?> list -> list.stream().map(ConfigPrinter::toml).collect(Collectors.joining(", ", "[", "]"));
            default -> plain.toString();
        };
    }
}
