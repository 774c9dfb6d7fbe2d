package dev.unroll.run.task;

import dev.unroll.core.model.Model;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configuration of its training that a model notes, in whose JSON all numbers are doubles: whole ones are such again.
 *
 * @param tables keys by table; empty of a model that came to be otherwise
 */
public record NotedConfig(Map<String, Map<String, Object>> tables) {

    /** 2⁵³: a double from here on may stand for another whole number. */
    private static final double LARGEST_EXACT = 0x1p53;

    /** Returns what a model notes. */
    public static NotedConfig of(Model model) {
        Map<String, Map<String, Object>> tables = new LinkedHashMap<>();
        if (model.training().get("config") instanceof Map<?, ?> noted) {
            noted.forEach((name, keys) -> {
                if (keys instanceof Map<?, ?> table) {
                    tables.put(String.valueOf(name), plain(table));
                }
            });
        }
        return new NotedConfig(tables);
    }

    private static Map<String, Object> plain(Map<?, ?> table) {
        Map<String, Object> plain = new LinkedHashMap<>();
        table.forEach((key, value) -> plain.put(String.valueOf(key), whole(value)));
        return plain;
    }

    private static Object whole(Object value) {
        return value instanceof Double number && number == StrictMath.rint(number) && Math.abs(number) < LARGEST_EXACT
                ? (Object) number.longValue()
                : value;
    }

    /** Returns a table to be changed; an empty one if the model notes none of this name. */
    Map<String, Object> table(String name) {
        return new LinkedHashMap<>(tables.getOrDefault(name, Map.of()));
    }

    /** Returns whether each number, the seed among them, is so small that its double stands for no other. */
    public boolean isExact() {
        return tables.values().stream()
                .flatMap(table -> table.values().stream())
                .noneMatch(value -> value instanceof Number number && Math.abs(number.doubleValue()) >= LARGEST_EXACT);
    }
}
