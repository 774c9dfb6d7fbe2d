package dev.unroll.core.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads plain data (maps, lists, strings, Booleans), as a JSON reader gives them, and names the place of an error. */
public final class DataForm {

    private static final int LONGEST_SHOWN = 60;

    private DataForm() {}

    /** Returns the data as a map that has these keys and no other. */
    public static Map<?, ?> map(Object data, Set<String> keys, String place) {
        if (!(data instanceof Map<?, ?> map)) {
            throw wrong(place, "must be an object with the keys " + sorted(keys), data);
        }
        for (String key : sorted(keys)) {
            if (map.get(key) == null) {
                throw new IllegalArgumentException(place + " lacks the key \"" + key + "\"");
            }
        }
        for (Object key : map.keySet()) {
            if (!(key instanceof String name && keys.contains(name))) {
                throw new IllegalArgumentException(
                        place + " has the unknown key \"" + key + "\"; the keys are " + sorted(keys));
            }
        }
        return map;
    }

    /** Returns a value that is there, because {@link #map} has checked it. */
    public static Object value(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no key \"" + key + "\"");
        }
        return value;
    }

    /** Returns what kind of thing an object says it is. */
    public static String kind(Object data, String place) {
        if (data instanceof Map<?, ?> map && map.get("kind") instanceof String kind) {
            return kind;
        }
        throw wrong(place, "must be an object with a \"kind\"", data);
    }

    public static IllegalArgumentException unknownKind(String place, String known, String kind) {
        return wrong(place + ".kind", "must be " + known, kind);
    }

    /** Returns a whole number of an object that has these keys and no other. */
    public static int whole(Object data, String key, String place, String... keys) {
        double number = number(map(data, Set.of(keys), place), key, place);
        if (number != (int) number) {
            throw wrong(place + "." + key, "must be a whole number", number);
        }
        return (int) number;
    }

    public static double number(Map<?, ?> map, String key, String place) {
        Object value = value(map, key);
        if (!(value instanceof Number number)) {
            throw wrong(place + "." + key, "must be a number", value);
        }
        return number.doubleValue();
    }

    /** Returns the map with its keys known to be strings, as those of JSON are. */
    public static Map<String, Object> named(Map<?, ?> map) {
        var named = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    public static String string(Object data, String place) {
        if (!(data instanceof String string)) {
            throw wrong(place, "must be a string", data);
        }
        return string;
    }

    public static List<String> strings(Object data, String place) {
        if (!(data instanceof List<?> list)) {
            throw wrong(place, "must be a list of strings", data);
        }
        var strings = new ArrayList<String>(list.size());
        for (Object element : list) {
            strings.add(string(element, place + "[" + strings.size() + "]"));
        }
        return strings;
    }

    /** Returns the one of the choices whose data name this is. */
    public static <T> T choice(T[] choices, Function<T, String> dataName, Object data, String place) {
        for (T choice : choices) {
            if (dataName.apply(choice).equals(data)) {
                return choice;
            }
        }
        String names = Arrays.stream(choices).map(dataName).collect(Collectors.joining(", "));
        throw wrong(place, "must be one of " + names, data);
    }

    private static IllegalArgumentException wrong(String place, String expectation, Object data) {
        String shown = data instanceof String ? "\"" + data + "\"" : String.valueOf(data);
        if (shown.length() > LONGEST_SHOWN) {
            shown = shown.substring(0, LONGEST_SHOWN) + "…";
        }
        return new IllegalArgumentException(place + " " + expectation + " but is " + shown);
    }

    private static Set<String> sorted(Set<String> keys) {
        return new TreeSet<>(keys);
    }
}
