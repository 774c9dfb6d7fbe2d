package dev.unroll.core.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Plain data (maps, lists, strings, numbers, Booleans) and where they stand: read with types, and with errors that name the
 * place.
 */
public record Data(String place, Object value) {

    private static final int LONGEST_SHOWN = 60;

    /** Returns the data as an object that has these keys and no other. */
    public Data requireKeys(Set<String> keys) {
        Set<String> sorted = new TreeSet<>(keys);
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("must be an object with the keys " + sorted);
        }
        for (String key : sorted) {
            if (map.get(key) == null) {
                throw new IllegalArgumentException(place + " lacks the key \"" + key + "\"");
            }
        }
        for (Object key : map.keySet()) {
            if (!(key instanceof String name && keys.contains(name))) {
                throw new IllegalArgumentException(
                        place + " has the unknown key \"" + key + "\"; the keys are " + sorted);
            }
        }
        return this;
    }

    /** Returns whether the data are an object with this key. */
    public boolean has(String key) {
        return value instanceof Map<?, ?> map && map.get(key) != null;
    }

    /** Returns what an object has under a key. */
    public Data at(String key) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("must be an object");
        }
        Object found = map.get(key);
        if (found == null) {
            throw new IllegalArgumentException(place + " lacks the key \"" + key + "\"");
        }
        return new Data(place + "." + key, found);
    }

    /** Returns what an object has under a key, whose name alone is its place. */
    public Data under(String key) {
        return new Data(key, at(key).value());
    }

    /** Returns an object as a map. */
    public Map<String, Object> map() {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("must be an object");
        }
        var named = new LinkedHashMap<String, Object>();
        map.forEach((key, held) -> named.put(String.valueOf(key), held));
        return named;
    }

    /** Returns what kind of thing an object says it is. */
    public String kind() {
        if (value instanceof Map<?, ?> map && map.get("kind") instanceof String kind) {
            return kind;
        }
        throw wrong("must be an object with a \"kind\"");
    }

    /** Returns the elements of a list. */
    public List<Data> list() {
        if (!(value instanceof List<?> list)) {
            throw wrong("must be a list");
        }
        var elements = new ArrayList<Data>(list.size());
        for (Object element : list) {
            elements.add(new Data(place + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    public double number() {
        if (!(value instanceof Number number)) {
            throw wrong("must be a number");
        }
        return number.doubleValue();
    }

    /** Returns a whole number; JSON knows no other numbers than those with a point. */
    public int whole() {
        double number = number();
        if (number != (int) number) {
            throw wrong("must be a whole number");
        }
        return (int) number;
    }

    public boolean flag() {
        if (!(value instanceof Boolean flag)) {
            throw wrong("must be true or false");
        }
        return flag;
    }

    public String text() {
        if (!(value instanceof String text)) {
            throw wrong("must be a string");
        }
        return text;
    }

    public List<String> texts() {
        if (!(value instanceof List<?> list)) {
            throw wrong("must be a list of strings");
        }
        var texts = new ArrayList<String>(list.size());
        for (Object element : list) {
            // A vocabulary is long: the place of an element is put together only if it is wrong.
            texts.add(
                    element instanceof String text ? text : new Data(place + "[" + texts.size() + "]", element).text());
        }
        return texts;
    }

    /** Returns the one of the choices whose name in data this is. */
    public <T> T choice(T[] choices, Function<T, String> dataName) {
        for (T choice : choices) {
            if (dataName.apply(choice).equals(value)) {
                return choice;
            }
        }
        throw wrong("must be one of " + Arrays.stream(choices).map(dataName).collect(Collectors.joining(", ")));
    }

    /** Returns what is made of the data; what its maker objects to is said with the place. */
    public <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.startsWith(place) ? message : place + ": " + message, e);
        }
    }

    /** Returns the error that says what the data must be, and what they are. */
    public IllegalArgumentException wrong(String expectation) {
        return new IllegalArgumentException(place + " " + expectation + " but is " + shown(value));
    }

    /** Returns data as a message shows them: strings in quotes, long ones cut, whole numbers without a point. */
    static String shown(Object value) {
        String shown =
                switch (value) {
                    case String text -> "\"" + text + "\"";
                    case Double number when number == number.longValue() -> Long.toString(number.longValue());
                    default -> String.valueOf(value);
                };
        return Sentence.beginning(shown, LONGEST_SHOWN);
    }
}
