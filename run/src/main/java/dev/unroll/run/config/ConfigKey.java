package dev.unroll.run.config;

import dev.unroll.core.form.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One key of a configuration's table: a plain one, one of several names, or one that a chosen one brings. */
sealed interface ConfigKey {

    /** When a key means something: if another key of its table has one of these values. */
    record Condition(String with, List<String> being) {

        /** Returns whether it holds where the other key has a value. */
        boolean holds(Object other) {
            return being.contains(word(other));
        }
    }

    /** Returns how a constant or a name stands in a file. */
    static String word(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    /** Returns the name of its table. */
    String table();

    /** Returns the name within its table, {@code hidden_size}. */
    String name();

    /** Returns the name with its table, {@code model.hidden_size}. */
    default String dottedName() {
        return table() + "." + name();
    }

    String help();

    /** Returns when the key means something; empty if it always does. */
    Optional<Condition> condition();

    /** Returns whether the key means something, given the values of its table by name. */
    default boolean hasMeaning(Map<String, Object> table) {
        return condition()
                .map(condition -> condition.holds(Objects.requireNonNull(table.get(condition.with()))))
                .orElse(true);
    }

    default boolean isText() {
        return false;
    }

    default boolean isList() {
        return false;
    }

    /** Returns the words that a value is one of; none if it is no word of a list. */
    List<String> choices();

    Object byDefault();

    /** Returns {@code raw}, as plain data, as a value; empty if it is not what is expected. */
    Optional<Object> convert(Object raw);

    /** Returns what the value must be, as the middle of a sentence. */
    String expectation();

    /** Returns a value as plain data. */
    Object plain(Object value);

    /** A key whose value is in the record itself, of the table or of what is chosen in it. */
    record Plain(String table, Field field, Object byDefault, Optional<Condition> condition) implements ConfigKey {

        @Override
        public String name() {
            return field.name();
        }

        @Override
        public String help() {
            return field.help();
        }

        @Override
        public boolean isText() {
            return field.isText();
        }

        @Override
        public boolean isList() {
            return field.isList();
        }

        @Override
        public List<String> choices() {
            return field.choices();
        }

        @Override
        public Optional<Object> convert(Object raw) {
            return field.convert(raw);
        }

        @Override
        public String expectation() {
            return field.expectation();
        }

        @Override
        public Object plain(Object value) {
            return field.plain(value);
        }
    }

    /**
     * A key whose value is a name.
     *
     * @param chosen the name that the configuration has here, which {@code auto} stands for
     */
    record Chosen(String table, Field field, Choice choice, String chosen) implements ConfigKey {

        @Override
        public String name() {
            return field.name();
        }

        @Override
        public String help() {
            return field.help();
        }

        @Override
        public Optional<Condition> condition() {
            return Optional.empty();
        }

        @Override
        public List<String> choices() {
            return choice.words();
        }

        @Override
        public Object byDefault() {
            return chosen;
        }

        @Override
        public Optional<Object> convert(Object raw) {
            return raw instanceof String word && choices().contains(word)
                    ? Optional.of(word.equals(Choice.AUTO) ? chosen : word)
                    : Optional.empty();
        }

        @Override
        public String expectation() {
            return "one of " + String.join(", ", choices());
        }

        @Override
        public Object plain(Object value) {
            return value;
        }
    }
}
