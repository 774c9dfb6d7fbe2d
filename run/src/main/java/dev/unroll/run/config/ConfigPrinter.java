package dev.unroll.run.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tomlj.Toml;

/** Writes a configuration as the file that a user would write, every key with what it means. */
public final class ConfigPrinter {

    /** Comments begin here, if the value leaves room. */
    private static final int COMMENT_COLUMN = 28;

    private ConfigPrinter() {}

    /** Returns TOML that {@link ConfigReader} reads back as {@code config}. Keys that mean nothing in it are left out. */
    public static String print(TrainConfig config) {
        var schema = new Schema();
        Map<String, Object> values = schema.values(config);
        var text = new StringBuilder();
        for (String table : schema.tables()) {
            text.append(text.isEmpty() ? "" : "\n").append('[').append(table).append("]\n");
            for (Setting setting : schema.settings(table)) {
                if (hasMeaning(setting, values)) {
                    String line =
                            setting.name() + " = " + value(Objects.requireNonNull(values.get(setting.dottedName())));
                    text.append(line)
                            .repeat(" ", Math.max(1, COMMENT_COLUMN - line.length()))
                            .append("# ")
                            .append(comment(setting))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Returns what {@link #print} prints as plain data: keys by table, words for choices. */
    public static Map<String, Object> data(TrainConfig config) {
        var schema = new Schema();
        Map<String, Object> values = schema.values(config);
        Map<String, Object> data = new LinkedHashMap<>();
        for (String table : schema.tables()) {
            Map<String, Object> keys = new LinkedHashMap<>();
            for (Setting setting : schema.settings(table)) {
                if (hasMeaning(setting, values)) {
                    Object value = Objects.requireNonNull(values.get(setting.dottedName()));
                    keys.put(setting.name(), value instanceof Enum<?> ? Setting.word(value) : value);
                }
            }
            data.put(table, keys);
        }
        return data;
    }

    private static boolean hasMeaning(Setting setting, Map<String, Object> values) {
        return setting.only()
                .map(only -> List.of(only.being())
                        .contains(
                                Setting.word(Objects.requireNonNull(values.get(setting.table() + "." + only.with())))))
                .orElse(true);
    }

    private static String comment(Setting setting) {
        return setting.choices().isEmpty()
                ? setting.help()
                : setting.help() + ": " + String.join(", ", setting.choices());
    }

    private static String value(Object value) {
        return switch (value) {
            case String text -> '"' + Toml.tomlEscape(text).toString() + '"';
            case Enum<?> word -> '"' + Setting.word(word) + '"';
            case Double number -> number.toString().replace(".0E", "e");
            default -> value.toString();
        };
    }
}
