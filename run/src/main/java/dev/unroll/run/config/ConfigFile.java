package dev.unroll.run.config;

import dev.unroll.run.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** What stands in a configuration, in its order, as plain data; nothing is known yet of what it means. */
record ConfigFile(List<Entry> entries) {

    /** More levels than any value has, and few enough for whatever walks through them. */
    private static final int DEEPEST = 100;

    /**
     * A name and what stands there: a table, or plain data.
     *
     * @param place of the name, {@code "my.toml, line 3, column 1"}
     */
    record Entry(String name, Object value, String place) {}

    /** The entries of a table. */
    record Table(List<Entry> entries) {}

    /** Returns the content of a file; the first error of its syntax becomes a {@link ConfigException}. */
    static ConfigFile ofToml(String fileName, String toml) {
        // Some editors begin a file with a byte order mark, which is no part of the text.
        TomlParseResult file = parse(fileName, toml.startsWith("\uFEFF") ? toml.substring(1) : toml)
                .orElseThrow(() -> new ConfigException(fileName
                        + " has a value that is no TOML, a date with a broken offset for one; write texts in quotes"));
        if (file.hasErrors()) {
            TomlParseError first = file.errors().getFirst();
            throw new ConfigException(place(fileName, first.position()) + ": " + first.getMessage());
        }
        List<Entry> entries = new ArrayList<>();
        for (Entry top : inOrder(fileName, file)) {
            Object value = file.get(List.of(top.name())) instanceof TomlTable table
                    ? new Table(inOrder(fileName, table))
                    : top.value();
            entries.add(new Entry(top.name(), value, top.place()));
        }
        return new ConfigFile(entries);
    }

    /** Returns tables of plain data as a file, all of whose places are {@code place}. */
    static ConfigFile ofData(String place, Map<String, ? extends Map<String, ?>> tables) {
        List<Entry> entries = new ArrayList<>();
        tables.forEach((name, keys) -> {
            List<Entry> ofTable = new ArrayList<>();
            keys.forEach((key, value) -> ofTable.add(new Entry(key, value, place)));
            entries.add(new Entry(name, new Table(ofTable), place));
        });
        return new ConfigFile(entries);
    }

    /** Returns {@code text} as a TOML value, or as the words that it is: {@code cell=gru} needs no quotes. */
    static Object valueOf(String text) {
        return parse("--set", "x = " + text)
                .filter(parsed -> !parsed.hasErrors() && parsed.keySet().equals(Set.of("x")))
                .map(parsed -> plain("--set", Objects.requireNonNull(parsed.get("x")), 0))
                .orElse(text);
    }

    /**
     * Parses {@code toml}; tomlj goes deeper into the stack with each bracket, and knows no limit. Empty if it stumbles, as
     * over a date whose offset is broken, of which it does not say where it stands.
     */
    private static Optional<TomlParseResult> parse(String place, String toml) {
        try {
            return Optional.of(Toml.parse(toml));
        } catch (StackOverflowError e) {
            throw tooDeep(place);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static ConfigException tooDeep(String place) {
        return new ConfigException(place + " is nested too deeply: a value or a key has more than " + DEEPEST
                + " brackets, braces or dots within each other, and needs two at most");
    }

    /** Returns what stands for a key of a table; empty if nothing does. */
    Optional<Object> value(String table, String key) {
        return entries.stream()
                .filter(entry -> entry.name().equals(table))
                .flatMap(entry -> entry.value() instanceof Table(List<Entry> keys) ? keys.stream() : Stream.empty())
                .filter(entry -> entry.name().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** Returns what stands in a table in the order of the file, so that its first error is the one reported. */
    private static List<Entry> inOrder(String fileName, TomlTable table) {
        return table.keySet().stream()
                .sorted(Comparator.comparing(
                        key -> table.inputPositionOf(List.of(key)),
                        Comparator.nullsFirst(
                                Comparator.comparing(TomlPosition::line).thenComparing(TomlPosition::column))))
                .map(key -> new Entry(
                        key,
                        plain(fileName, Objects.requireNonNull(table.get(List.of(key))), 0),
                        place(fileName, table.inputPositionOf(List.of(key)))))
                .toList();
    }

    private static String place(String fileName, @Nullable TomlPosition position) {
        return position == null ? fileName : fileName + ", line " + position.line() + ", column " + position.column();
    }

    /** Returns lists and tables as Java's own. */
    private static Object plain(String place, Object value, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep(place);
        }
        return switch (value) {
            case TomlArray array ->
                array.toList().stream()
                        .map(entry -> plain(place, entry, depth + 1))
                        .toList();
            case TomlTable table -> {
                Map<String, Object> map = new LinkedHashMap<>();
                table.keySet()
                        .forEach(key ->
                                map.put(key, plain(place, Objects.requireNonNull(table.get(List.of(key))), depth + 1)));
                yield map;
            }
            default -> value;
        };
    }
}
