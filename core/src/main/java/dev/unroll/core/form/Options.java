package dev.unroll.core.form;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The settings of one thing as a configuration gives them: names with values, all names known, each value checked when
 * it is read.
 */
public final class Options {

    private final String owner;
    private final Map<String, ?> values;

    private Options(String owner, Map<String, ?> values) {
        this.owner = owner;
        this.values = values;
    }

    /**
     * Returns the settings of {@code owner}, which messages name so; throws if one is not among {@code known}.
     *
     * @param values numbers, booleans, strings, or lists of numbers, by name
     */
    public static Options of(String owner, Map<String, ?> values, String... known) {
        List<String> names = List.of(known);
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new OptionException(
                        name,
                        owner + " has no option \"" + name + "\"" + suggestion(name, names)
                                + (names.isEmpty() ? "; it has none" : "; it has " + sorted(names)));
            }
        }
        return new Options(owner, values);
    }

    /** Returns {@code name} if it is one of {@code choices}; if not, throws an error that names the nearest. */
    public static String choose(String what, String name, Collection<String> choices) {
        if (!choices.contains(name)) {
            throw new OptionException(
                    what,
                    "there is no " + what + " \"" + name + "\"" + suggestion(name, choices) + "; there are "
                            + sorted(choices));
        }
        return name;
    }

    /** Returns a number, or {@code otherwise} if there is no such setting. */
    public double number(String name, double otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Number number)) {
            throw wrong(name, "a number", value);
        }
        return number.doubleValue();
    }

    /** Returns a whole number of at most 2⁵³, or {@code otherwise} if there is no such setting. */
    public long whole(String name, long otherwise) {
        double value = number(name, (double) otherwise);
        if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
            throw wrong(name, "a whole number", value);
        }
        return (long) value;
    }

    /** Returns whether something is on, or {@code otherwise} if there is no such setting. */
    public boolean flag(String name, boolean otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Boolean flag)) {
            throw wrong(name, "true or false", value);
        }
        return flag;
    }

    /** Returns one of {@code choices}, or {@code otherwise} if there is no such setting. */
    public String word(String name, String otherwise, Collection<String> choices) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof String word) || !choices.contains(word)) {
            throw wrong(name, "one of " + sorted(choices), value);
        }
        return word;
    }

    /** Returns a list of numbers, or {@code otherwise} if there is no such setting. */
    public List<Double> numbers(String name, List<Double> otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(Number.class::isInstance)) {
            throw wrong(name, "a list of numbers", value);
        }
        return list.stream().map(element -> ((Number) element).doubleValue()).toList();
    }

    private OptionException wrong(String name, String expected, Object value) {
        String found = value instanceof String ? "\"" + value + "\"" : value.toString();
        return new OptionException(
                name, "option " + name + " of " + owner + " must be " + expected + " but is " + found);
    }

    private static String suggestion(String name, Collection<String> names) {
        return Nearest.to(name, names)
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElse("");
    }

    private static String sorted(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
