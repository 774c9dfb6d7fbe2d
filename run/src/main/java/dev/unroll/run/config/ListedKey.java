package dev.unroll.run.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key of configurations, for those who offer it elsewhere than in a file.
 *
 * @param table {@code model}
 * @param name within the table, {@code hidden_size}
 * @param byDefault as plain data: a number, a Boolean, a text or a list
 * @param choices the words that a value is one of; none if it is no word of a list
 */
public record ListedKey(String table, String name, String help, Object byDefault, List<String> choices) {

    public ListedKey {
        choices = List.copyOf(choices);
    }

    /** Returns the keys of all tables, in the order in which they are printed. */
    public static List<ListedKey> all() {
        return new Schema((_, _) -> Optional.empty())
                .keys().stream()
                        .map(key -> new ListedKey(
                                key.table(), key.name(), key.help(), key.plain(key.byDefault()), key.choices()))
                        .toList();
    }

    /** Returns the values of those keys that mean something in a configuration, as plain data, by name. */
    public static Map<String, Object> values(TrainConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        ConfigPrinter.data(config).values().forEach(values::putAll);
        return values;
    }
}
