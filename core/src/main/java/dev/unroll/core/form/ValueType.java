package dev.unroll.core.form;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the values of a key are: how plain data become one, and one becomes plain data. */
sealed interface ValueType {

    /** Returns the type that a component's own says; a type that is none of these is a name. */
    static ValueType of(RecordComponent component, Key key) {
        Class<?> type = component.getType();
        if (type == double.class) {
            return new Decimal(key);
        }
        if (type == int.class || type == long.class) {
            return new Whole(type, key);
        }
        if (type == boolean.class || type == Switch.class) {
            return new Flag(type);
        }
        if (type.isEnum()) {
            return new Word(type);
        }
        if (WordOrText.class.isAssignableFrom(type)) {
            return new Free(type);
        }
        if (type == List.class) {
            Type element =
                    ((java.lang.reflect.ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return element == Double.class ? new Decimals(new Decimal(key)) : new Texts();
        }
        return new Text();
    }

    /** Returns plain data as a value; empty if they are not what is expected. */
    Optional<Object> convert(Object raw);

    /** Returns a value that is written as text, without quotes, or as it was if it cannot be read. */
    default Object parse(String text) {
        return text;
    }

    /** Returns a value as plain data. */
    default Object plain(Object value) {
        return value;
    }

    /** Returns what a value must be, as the middle of a sentence. */
    String expectation();

    /** Returns the words that a value is one of; none if it is no word of a list. */
    default List<String> choices() {
        return List.of();
    }

    private static String plain(double number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    private static boolean isInRange(double number, Key key) {
        return Double.isFinite(number)
                && number >= key.min()
                && number <= key.max()
                && number > key.above()
                && number < key.below();
    }

    private static String range(Key key) {
        String low = "";
        if (key.min() > Double.NEGATIVE_INFINITY) {
            low = " from " + plain(key.min());
        } else if (key.above() > Double.NEGATIVE_INFINITY) {
            low = " above " + plain(key.above());
        }
        String high = "";
        if (key.max() < Double.POSITIVE_INFINITY) {
            high = " to " + plain(key.max());
        } else if (key.below() < Double.POSITIVE_INFINITY) {
            high = " to below " + plain(key.below());
        }
        return low + high;
    }

    /** A number; a whole one is one, too. */
    record Decimal(Key key) implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            return raw instanceof Number number && isInRange(number.doubleValue(), key)
                    ? Optional.of(number.doubleValue())
                    : Optional.empty();
        }

        @Override
        public Object parse(String text) {
            return Double.valueOf(text);
        }

        @Override
        public String expectation() {
            return "a number" + range(key);
        }
    }

    /** A whole number; 2.0 is none. */
    record Whole(Class<?> type, Key key) implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            if (!(raw instanceof Long || raw instanceof Integer)) {
                return Optional.empty();
            }
            long number = ((Number) raw).longValue();
            if (type == long.class) {
                return Optional.of(number)
                        .filter(value -> isInRange((double) value, key))
                        .map(Object.class::cast);
            }
            boolean fits = number == (int) number && isInRange((double) number, key);
            return fits ? Optional.of((int) number) : Optional.empty();
        }

        @Override
        public Object parse(String text) {
            return Long.valueOf(text);
        }

        @Override
        public String expectation() {
            return "a whole number" + range(key);
        }
    }

    /** True or false. */
    record Flag(Class<?> type) implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            return raw instanceof Boolean on
                    ? Optional.of(type == Switch.class ? Switch.of(on) : on)
                    : Optional.empty();
        }

        @Override
        public Object parse(String text) {
            return Boolean.valueOf(text);
        }

        @Override
        public Object plain(Object value) {
            return value instanceof Switch flag ? flag.isOn() : value;
        }

        @Override
        public String expectation() {
            return "true or false";
        }
    }

    /** A constant of an enum: {@code ONE_HOT} is written {@code one_hot}. */
    record Word(Class<?> type) implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> plain(constant).equals(raw))
                    .map(Object.class::cast)
                    .findFirst();
        }

        @Override
        public String plain(Object value) {
            return ((Enum<?>) value).name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String expectation() {
            return "one of " + String.join(", ", choices());
        }

        @Override
        public List<String> choices() {
            return Arrays.stream(type.getEnumConstants()).map(this::plain).toList();
        }
    }

    /** Any text but an empty one. */
    record Text() implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            return raw instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
        }

        @Override
        public String expectation() {
            return "a text";
        }
    }

    /** A {@link WordOrText}. */
    record Free(Class<?> type) implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            return raw instanceof String text && !text.isBlank()
                    ? ((Optional<?>) call("read", text)).map(Object.class::cast)
                    : Optional.empty();
        }

        @Override
        public Object plain(Object value) {
            return ((WordOrText) value).written();
        }

        @Override
        public String expectation() {
            return (String) call("expectation");
        }

        @Override
        public List<String> choices() {
            return ((List<?>) call("words")).stream().map(String.class::cast).toList();
        }

        private Object call(String method, String... arguments) {
            Class<?>[] types = Arrays.stream(arguments).map(_ -> String.class).toArray(Class<?>[]::new);
            try {
                return type.getMethod(method, types).invoke(null, (Object[]) arguments);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " must have a static method " + method, e);
            }
        }
    }

    /** A list of texts, none of them empty. */
    record Texts() implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            boolean fits = raw instanceof List<?> list
                    && list.stream().allMatch(element -> element instanceof String text && !text.isBlank());
            return fits ? Optional.of(List.copyOf((List<?>) raw)) : Optional.empty();
        }

        @Override
        public Object parse(String text) {
            return text.isEmpty() ? List.of() : List.of(text);
        }

        @Override
        public String expectation() {
            return "a list of texts, [\"…\", \"…\"]";
        }
    }

    /** A list of numbers. */
    record Decimals(Decimal element) implements ValueType {

        @Override
        public Optional<Object> convert(Object raw) {
            if (!(raw instanceof List<?> list)) {
                return Optional.empty();
            }
            List<Object> numbers = list.stream()
                    .map(element::convert)
                    .flatMap(Optional::stream)
                    .toList();
            return numbers.size() == list.size() ? Optional.of(numbers) : Optional.empty();
        }

        @Override
        public Object parse(String text) {
            return text.isEmpty() ? List.of() : List.of(element.parse(text));
        }

        @Override
        public String expectation() {
            return "a list, [x, y], each " + element.expectation();
        }
    }
}
