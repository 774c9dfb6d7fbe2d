package dev.unroll.core.form;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a record is as plain data: its components with a {@link Key} by name, in their order. Defaults are those of an
 * instance, or what the keys say.
 */
public final class Form<R> {

    /** The keys by type, found once: a configuration asks for the same some hundred times. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .flatMap(component -> Field.of(component).stream())
                    .toList();
        }
    };

    private final Class<? extends R> type;
    private final Optional<R> defaults;
    private final List<Field> fields;

    private Form(Class<? extends R> type, Optional<R> defaults) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " must be a record, whose components are its keys");
        }
        this.type = type;
        this.defaults = defaults;
        this.fields = FIELDS.get(type);
    }

    /** Returns the form of a record whose keys say their defaults. */
    public static <R extends Record> Form<R> of(Class<R> type) {
        return new Form<>(type, Optional.empty());
    }

    /** Returns the form of a record whose defaults, and whose components that are no keys, are those of an instance. */
    @SuppressWarnings("unchecked")
    public static <R> Form<R> of(R defaults) {
        return new Form<>((Class<? extends R>) defaults.getClass(), Optional.of(defaults));
    }

    /** Returns the keys in the order of the components. */
    public List<Field> fields() {
        return fields;
    }

    /** Returns the key of a name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Returns the default of a key. */
    public Object byDefault(Field field) {
        return defaults.map(field::of).orElseGet(field::byDefault);
    }

    /** Returns the values of a record by key, in order. */
    public Map<String, Object> values(R instance) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.name(), field.of(instance)));
        return values;
    }

    /** Returns a record as plain data, every key with its value. */
    public Map<String, Object> plain(R instance) {
        Map<String, Object> data = new LinkedHashMap<>();
        fields.forEach(field -> data.put(field.name(), field.plain(field.of(instance))));
        return data;
    }

    /**
     * Returns the record of values by key; a key that is not among them has its default.
     *
     * @throws IllegalArgumentException what the record's constructor says of values that contradict each other
     */
    public R make(Map<String, ?> values) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = argument(components[i], values);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException contradiction) {
                throw contradiction;
            }
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName() + " of " + Arrays.toString(arguments), e);
        }
    }

    private Object argument(RecordComponent component, Map<String, ?> values) {
        Optional<Field> field = fields.stream()
                .filter(each -> each.component().getName().equals(component.getName()))
                .findFirst();
        if (field.isEmpty()) {
            return read(component);
        }
        Object value = values.get(field.get().name());
        return value == null ? byDefault(field.get()) : value;
    }

    /** Returns what a component that is no key is in the defaults. */
    private Object read(RecordComponent component) {
        R instance = defaults.orElseThrow(() -> new IllegalStateException(component.getDeclaringRecord() + "."
                + component.getName() + " must be annotated with @Key but is not"));
        try {
            return component.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + instance, e);
        }
    }

    /**
     * Returns the record that plain data describe, defaults elsewhere.
     *
     * @param who what messages call it
     */
    public R read(String who, Map<String, ?> data) {
        Map<String, Object> values = new LinkedHashMap<>();
        data.forEach((name, raw) -> {
            Field field = field(name).orElseThrow(() -> unknown(who, name));
            values.put(
                    name,
                    field.convert(raw)
                            .orElseThrow(() -> new IllegalArgumentException("option " + name + " of " + who
                                    + " must be " + field.expectation() + " but is " + Data.shown(raw))));
        });
        return make(values);
    }

    private IllegalArgumentException unknown(String who, String name) {
        List<String> names = fields.stream().map(Field::name).sorted().toList();
        return new IllegalArgumentException(who + " has no option \"" + name + "\"" + Nearest.suggestion(name, names)
                + (names.isEmpty() ? "; it has none" : "; it has " + String.join(", ", names)));
    }
}
