package dev.unroll.run.config;

import dev.unroll.core.form.Field;
import dev.unroll.core.form.Form;
import dev.unroll.core.form.Kind;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigKey.Chosen;
import dev.unroll.run.config.ConfigKey.Condition;
import dev.unroll.run.config.ConfigKey.Plain;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The tables and keys of a {@link TrainConfig}, read from its records, in their order. After a key that names one of a family
 * stand the keys of the one that it names, and then those of the others, which mean nothing here.
 */
final class Schema {

    /** What is written for the keys of a configuration, as plain data. */
    @FunctionalInterface
    interface Written {
        Optional<Object> value(String table, String key);
    }

    private final Map<String, List<ConfigKey>> tables = new LinkedHashMap<>();

    /** Makes the schema of the configuration in which {@code written} stands. */
    Schema(Written written) {
        for (RecordComponent table : TrainConfig.class.getRecordComponents()) {
            tables.put(table.getName(), keys(table.getName(), form(table), written));
        }
    }

    /** Returns the schema of a configuration. */
    static Schema of(TrainConfig config) {
        Map<String, Object> names = new LinkedHashMap<>();
        for (RecordComponent table : TrainConfig.class.getRecordComponents()) {
            values(table, config).forEach((key, value) -> {
                if (value instanceof Kind kind) {
                    names.put(table.getName() + "." + key, kind.name());
                }
            });
        }
        return new Schema((table, key) -> Optional.ofNullable(names.get(table + "." + key)));
    }

    @SuppressWarnings("unchecked")
    private static Form<Record> form(RecordComponent table) {
        return Form.of((Class<Record>) table.getType());
    }

    private static Map<String, Object> values(RecordComponent table, TrainConfig config) {
        return form(table).values(access(table, config));
    }

    private static List<ConfigKey> keys(String table, Form<?> form, Written written) {
        Map<String, Object> plain = new LinkedHashMap<>();
        List<ConfigKey> keys = new ArrayList<>();
        List<ConfigKey> brought = new ArrayList<>();
        for (Field field : form.fields()) {
            if (field.beside().isEmpty()) {
                keys.addAll(brought);
                brought.clear();
            }
            Optional<Choice> choice = TrainConfig.choice(field.type());
            if (choice.isEmpty()) {
                plain.put(
                        field.name(),
                        written.value(table, field.name())
                                .flatMap(field::convert)
                                .orElseGet(field::byDefault));
                keys.add(new Plain(table, field, field.byDefault(), condition(field)));
            } else {
                Object word = written.value(table, field.name()).orElse("");
                String name = choice.get().name(word, (String) field.byDefault(), plain);
                keys.add(new Chosen(table, field, choice.get(), name));
                brought.addAll(broughtBy(choice.get(), name, table, field.name()));
            }
        }
        keys.addAll(brought);
        return keys;
    }

    private static Optional<Condition> condition(Field field) {
        return field.only().map(only -> new Condition(only.with(), List.of(only.being())));
    }

    /** Returns the keys that a choice can bring: those of the chosen one, then all others, as the first that has it says. */
    private static List<ConfigKey> broughtBy(Choice choice, String chosen, String table, String with) {
        List<String> names = new ArrayList<>(choice.kinds().names());
        names.remove(chosen);
        names.addFirst(chosen);
        Set<String> seen = new LinkedHashSet<>();
        List<ConfigKey> keys = new ArrayList<>();
        for (String name : names) {
            Form<?> form = choice.form(name);
            for (Field field : form.fields()) {
                if (seen.add(field.name())) {
                    List<String> having = choice.having(field.name());
                    boolean all = having.size() == names.size();
                    keys.add(new Plain(
                            table,
                            field,
                            form.byDefault(field),
                            all ? Optional.empty() : Optional.of(new Condition(with, having))));
                }
            }
        }
        return keys;
    }

    /** Returns the names of the tables. */
    List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /** Returns the keys of {@code table}; none if there is no such table. */
    List<ConfigKey> keys(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** Returns all keys of all tables. */
    List<ConfigKey> keys() {
        return tables.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the key that {@code name} means, with its table before it or without, as no two tables share a name. */
    Optional<ConfigKey> find(String name) {
        return keys().stream()
                .filter(key -> key.name().equals(name) || key.dottedName().equals(name))
                .findFirst();
    }

    /** Returns the configuration of {@code values}, by dotted name, every key among them. */
    TrainConfig build(Map<String, Object> values) {
        List<Object> records = new ArrayList<>();
        for (RecordComponent table : TrainConfig.class.getRecordComponents()) {
            try {
                records.add(build(table, values));
            } catch (IllegalArgumentException e) {
                throw new ConfigException("[" + table.getName() + "]: " + e.getMessage());
            }
        }
        return construct(records);
    }

    private Record build(RecordComponent table, Map<String, Object> values) {
        Map<String, Object> ofTable = new LinkedHashMap<>();
        keys(table.getName()).forEach(key -> ofTable.put(key.name(), values.get(key.dottedName())));
        Map<String, Object> made = new LinkedHashMap<>(ofTable);
        for (ConfigKey key : keys(table.getName())) {
            if (key instanceof Chosen one) {
                made.put(key.name(), one.choice().form(one.chosen()).make(ofTable));
            }
        }
        return form(table).make(made);
    }

    /** Returns the values of {@code config} by dotted name: of those keys that mean something. */
    Map<String, Object> values(TrainConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent table : TrainConfig.class.getRecordComponents()) {
            Map<String, Object> ofTable = values(table, config);
            for (ConfigKey key : keys(table.getName())) {
                if (ofTable.get(key.name()) instanceof Kind kind) {
                    ofTable.put(key.name(), kind.name());
                    ofTable.putAll(Form.of(kind).values(kind));
                }
            }
            keys(table.getName()).stream()
                    .filter(key -> key.hasMeaning(ofTable))
                    .forEach(key -> values.put(key.dottedName(), Objects.requireNonNull(ofTable.get(key.name()))));
        }
        return values;
    }

    private static TrainConfig construct(List<Object> tables) {
        Class<?>[] types = Arrays.stream(TrainConfig.class.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return TrainConfig.class.getConstructor(types).newInstance(tables.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a configuration of " + tables, e);
        }
    }

    private static Record access(RecordComponent table, TrainConfig config) {
        try {
            return (Record) table.getAccessor().invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + table + " of " + config, e);
        }
    }
}
