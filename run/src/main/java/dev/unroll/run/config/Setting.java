package dev.unroll.run.config;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.Toml;

/** One key of a configuration: everything its record component says about it. */
final class Setting {

    private final String table;
    private final String name;
    private final Class<?> type;
    private final Key key;
    private final Optional<Only> only;
    private final Optional<Instead> instead;

    Setting(String table, RecordComponent component) {
        this.table = table;
        this.name = snakeCase(component.getName());
        this.type = component.getType();
        Key declared = component.getAnnotation(Key.class);
        if (declared == null) {
            throw new IllegalStateException(component.getDeclaringRecord() + "." + component.getName()
                    + " must be annotated with @Key but is not");
        }
        this.key = declared;
        this.only = Optional.ofNullable(component.getAnnotation(Only.class));
        this.instead = Optional.ofNullable(component.getAnnotation(Instead.class));
    }

    String table() {
        return table;
    }

    /** Returns the name within its table, {@code hidden_size}. */
    String name() {
        return name;
    }

    /** Returns the name with its table, {@code model.hidden_size}. */
    String dottedName() {
        return table + "." + name;
    }

    String help() {
        return key.help();
    }

    /** Returns the condition under which the key means something. */
    Optional<Only> only() {
        return only;
    }

    boolean isText() {
        return type == String.class;
    }

    /** Returns whether all choices are words of a list, and which; empty for other types. */
    List<String> choices() {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Setting::word).toList()
                : List.of();
    }

    /** Returns the default, given what the other keys of the table are set to. */
    Object byDefault(Map<String, Object> table) {
        String text = instead.filter(other -> other.being().equals(word(table.getOrDefault(other.with(), ""))))
                .map(Instead::value)
                .orElse(key.value());
        Object raw = isText() || type.isEnum()
                ? text
                : Objects.requireNonNull(Toml.parse("x = " + text).get("x"));
        return convert(raw)
                .orElseThrow(() -> new IllegalStateException(
                        "the default of " + dottedName() + " must be " + expectation() + " but is " + text));
    }

    /** Returns {@code raw}, as TOML has it, as the component's type; empty if it is not what is expected. */
    Optional<Object> convert(Object raw) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> word(constant).equals(raw))
                    .map(Object.class::cast)
                    .findFirst();
        }
        if (isText()) {
            return raw instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
        }
        if (type == boolean.class) {
            return raw instanceof Boolean ? Optional.of(raw) : Optional.empty();
        }
        // A whole number is a number; 2.0 is no whole number in TOML either.
        boolean fits = raw instanceof Long || (raw instanceof Double && type == double.class);
        return fits && isInRange(((Number) raw).doubleValue()) ? Optional.of(narrow((Number) raw)) : Optional.empty();
    }

    private boolean isInRange(double number) {
        return Double.isFinite(number)
                && number >= key.min()
                && number <= key.max()
                && number > key.above()
                && number < key.below();
    }

    private Object narrow(Number number) {
        if (type == double.class) {
            return number.doubleValue();
        }
        return type == int.class ? (Object) Math.toIntExact(number.longValue()) : (Object) number.longValue();
    }

    /** Returns what the value must be, as the middle of a sentence. */
    String expectation() {
        if (type.isEnum()) {
            return "one of " + String.join(", ", choices());
        }
        if (isText()) {
            return "a text";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        String what = type == double.class ? "a number" : "a whole number";
        if (type == long.class) {
            return what;
        }
        String low =
                key.min() > Double.NEGATIVE_INFINITY ? " from " + plain(key.min()) : " above " + plain(key.above());
        String high =
                key.max() < Double.POSITIVE_INFINITY ? " to " + plain(key.max()) : " to below " + plain(key.below());
        return what + low + high;
    }

    private static String plain(double number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /** Returns how a value of an enum is written in a file: {@code ONE_HOT} as {@code one_hot}. */
    static String word(Object constant) {
        return constant instanceof Enum<?> value ? value.name().toLowerCase(Locale.ROOT) : constant.toString();
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
