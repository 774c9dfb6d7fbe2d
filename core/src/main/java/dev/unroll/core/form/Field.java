package dev.unroll.core.form;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One key of a {@link Form}: everything that its record component says about it. */
public final class Field {

    private final RecordComponent component;
    private final String name;
    private final Key key;
    private final ValueType type;

    private Field(RecordComponent component, Key key) {
        this.component = component;
        this.name = key.name().isEmpty() ? snakeCase(component.getName()) : key.name();
        this.key = key;
        this.type = ValueType.of(component, key);
    }

    /** Returns the key that a component is; empty if it is none. */
    static Optional<Field> of(RecordComponent component) {
        return keyOf(component.getDeclaringRecord(), component.getName()).map(key -> new Field(component, key));
    }

    /** Returns what is said at an accessor, or else at the method of an interface that it implements. */
    private static Optional<Key> keyOf(Class<?> type, String accessor) {
        Optional<Key> own = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(accessor) && method.getParameterCount() == 0)
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Key.class)))
                .findFirst();
        return own.or(() -> Arrays.stream(type.getInterfaces())
                .flatMap(each -> keyOf(each, accessor).stream())
                .findFirst());
    }

    /** Returns the name in a file, {@code hidden_size}. */
    public String name() {
        return name;
    }

    public String help() {
        return key.help();
    }

    /** Returns the key of a choice beside which it stands; empty if its place is its own. */
    public String beside() {
        return key.beside();
    }

    /** Returns the condition under which the key means something. */
    public Optional<Only> only() {
        return Optional.ofNullable(component.getAnnotation(Only.class));
    }

    /** Returns the type of the values. */
    public Class<?> type() {
        return component.getType();
    }

    /** Returns whether values are texts, though one may be a word of a list. */
    public boolean isText() {
        return component.getType() == String.class || WordOrText.class.isAssignableFrom(component.getType());
    }

    /** Returns whether values are lists. */
    public boolean isList() {
        return component.getType() == List.class;
    }

    /** Returns the words that a value is one of; none if it is no word of a list. */
    public List<String> choices() {
        return type.choices();
    }

    /** Returns plain data as a value; empty if they are not what is expected. */
    public Optional<Object> convert(Object raw) {
        return type.convert(raw);
    }

    /** Returns a value as plain data: words for constants, Booleans for switches. */
    public Object plain(Object value) {
        return type.plain(value);
    }

    /** Returns what a value must be, as the middle of a sentence. */
    public String expectation() {
        return type.expectation();
    }

    /** Returns the default that {@link Key#value} says. */
    public Object byDefault() {
        return convert(type.parse(key.value()))
                .orElseThrow(() -> new IllegalStateException(
                        "the default of " + name() + " must be " + expectation() + " but is " + key.value()));
    }

    /** Returns the value that an instance has. */
    Object of(Object instance) {
        try {
            return component.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + instance, e);
        }
    }

    RecordComponent component() {
        return component;
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
