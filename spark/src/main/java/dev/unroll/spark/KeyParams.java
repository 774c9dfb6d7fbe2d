package dev.unroll.spark;

import dev.unroll.run.config.ListedKey;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Keys of configurations as params of a stage: {@code hidden_size} is the param {@code hiddenSize}, with the key's help for a doc.
 * They are those of the tables {@code [model]} and {@code [training]}, and of {@code [data]} those that say how inputs are read.
 */
final class KeyParams implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Set<String> TABLES = Set.of("model", "training");

    private static final Set<String> READING = Set.of(
            "tokens", "ascii", "lowercase", "longest", "keep", "min_count", "max_vocabulary", "scale", "missing");

    private static final Pattern WORD_END = Pattern.compile("_(.)");

    private final Params owner;
    private final LinkedHashMap<String, Param<?>> params = new LinkedHashMap<>();

    KeyParams(Params owner) {
        this.owner = owner;
        for (ListedKey key : ListedKey.all()) {
            if (TABLES.contains(key.table()) || READING.contains(key.name())) {
                params.put(key.name(), param(key));
            }
        }
        params.forEach((name, param) ->
                owner.setDefault(cast(param), Objects.requireNonNull(defaults().get(name))));
    }

    private static Map<String, Object> defaults() {
        return ListedKey.all().stream().collect(Collectors.toMap(ListedKey::name, key -> typed(key.byDefault())));
    }

    private Param<?> param(ListedKey key) {
        String name =
                WORD_END.matcher(key.name()).replaceAll(end -> end.group(1).toUpperCase(Locale.ROOT));
        String doc = key.choices().isEmpty() ? key.help() : key.help() + ": " + String.join(", ", key.choices());
        return switch (key.byDefault()) {
            case Boolean _ -> new BooleanParam(owner, name, doc);
            case Integer _ -> new IntParam(owner, name, doc);
            case Long _ -> new LongParam(owner, name, doc);
            case Double _ -> new DoubleParam(owner, name, doc);
            case List<?> _ -> new StringArrayParam(owner, name, doc);
            default -> new Param<>(owner, name, doc);
        };
    }

    /** Returns plain data of a configuration as Spark has them. */
    private static Object typed(Object plain) {
        return plain instanceof List<?> list
                ? list.stream().map(Object::toString).toArray(String[]::new)
                : plain;
    }

    @SuppressWarnings("unchecked")
    private static Param<Object> cast(Param<?> param) {
        return (Param<Object>) param;
    }

    Collection<Param<?>> all() {
        return params.values();
    }

    /** Returns the param of a key, by its name with its table or without, or by the param's own. */
    Optional<Param<?>> find(String name) {
        String alone = name.substring(name.indexOf('.') + 1);
        return params.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals(alone) || entry.getValue().name().equals(name))
                .<Param<?>>map(Map.Entry::getValue)
                .findFirst();
    }

    /** Makes the values of a configuration the defaults, so that a stage shows what its recipe says. */
    void setDefaults(Map<String, Object> values) {
        Map<String, Object> all = defaults();
        all.putAll(values);
        params.forEach((name, param) -> owner.setDefault(cast(param), typed(Objects.requireNonNull(all.get(name)))));
    }

    /** Sets the param of a key to a value of any kind of number, or to what its text says. */
    void set(Param<?> param, Object value) {
        owner.set(cast(param), converted(param, value));
    }

    private static Object converted(Param<?> param, Object value) {
        Objects.requireNonNull(value, () -> param.name() + " must be " + wanted(param) + " but is null");
        try {
            return switch (param) {
                case BooleanParam _ -> parsed(value.toString());
                case IntParam _ -> Integer.valueOf(value.toString());
                case LongParam _ -> Long.valueOf(value.toString());
                case DoubleParam _ -> Double.valueOf(value.toString());
                case StringArrayParam _ -> strings(value);
                default -> value.toString();
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(param.name() + " must be " + wanted(param) + " but is " + value, e);
        }
    }

    private static String wanted(Param<?> param) {
        return switch (param) {
            case BooleanParam _ -> "true or false";
            case IntParam _, LongParam _ -> "a whole number";
            case DoubleParam _ -> "a number";
            default -> "a text";
        };
    }

    private static Boolean parsed(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new NumberFormatException(word);
        };
    }

    private static String[] strings(Object value) {
        return switch (value) {
            case String[] array -> array;
            case Collection<?> list -> list.stream().map(Object::toString).toArray(String[]::new);
            default -> new String[] {value.toString()};
        };
    }

    /** Returns what is set, {@code key=value} each. */
    List<String> assignments() {
        List<String> assignments = new ArrayList<>();
        params.forEach((name, param) -> {
            if (owner.isSet(param)) {
                assignments.add(name + "=" + text(owner.getOrDefault(cast(param))));
            }
        });
        return assignments;
    }

    private static String text(Object value) {
        return value instanceof String[] list
                ? Arrays.stream(list)
                        .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(", ", "[", "]"))
                : value.toString();
    }
}
