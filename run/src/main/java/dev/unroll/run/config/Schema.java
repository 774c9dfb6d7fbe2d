package dev.unroll.run.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables and keys of {@link TrainConfig}, read from its records, in their order. */
final class Schema {

    private final Map<String, List<Setting>> tables = new LinkedHashMap<>();

    Schema() {
        for (RecordComponent table : TrainConfig.class.getRecordComponents()) {
            tables.put(
                    table.getName(),
                    Arrays.stream(table.getType().getRecordComponents())
                            .map(component -> new Setting(table.getName(), component))
                            .toList());
        }
    }

    /** Returns the names of the tables. */
    List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /** Returns the keys of {@code table}; none if there is no such table. */
    List<Setting> settings(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** Returns all keys of all tables. */
    List<Setting> settings() {
        return tables.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the key that {@code name} means, with its table before it or without, as no two tables share a name. */
    Optional<Setting> find(String name) {
        return settings().stream()
                .filter(setting ->
                        setting.name().equals(name) || setting.dottedName().equals(name))
                .findFirst();
    }

    /** Returns the configuration of {@code values}, by dotted name, every key among them. */
    TrainConfig build(Map<String, Object> values) {
        List<Object> records = new ArrayList<>();
        for (RecordComponent table : TrainConfig.class.getRecordComponents()) {
            Object[] arguments = settings(table.getName()).stream()
                    .map(setting -> values.get(setting.dottedName()))
                    .toArray();
            records.add(construct(table.getType(), arguments));
        }
        return (TrainConfig) construct(TrainConfig.class, records.toArray());
    }

    /** Returns the values of {@code config} by dotted name. */
    Map<String, Object> values(TrainConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent table : TrainConfig.class.getRecordComponents()) {
            Object part = access(table, config);
            RecordComponent[] components = table.getType().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                values.put(settings(table.getName()).get(i).dottedName(), access(components[i], part));
            }
        }
        return values;
    }

    private static Object construct(Class<?> type, Object[] arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName() + " of " + Arrays.toString(arguments), e);
        }
    }

    private static Object access(RecordComponent component, Object instance) {
        try {
            return component.getAccessor().invoke(instance);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component + " of " + instance, e);
        }
    }
}
