package dev.unroll.core.task;

import dev.unroll.core.form.Data;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.Texts;
import dev.unroll.core.network.NetworkSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values for a whole sequence: many to one, or many to a few numbers.
 *
 * @param values in the order of the network's outputs
 */
public record Regress(List<Value> values) implements Task {

    /** The name in configurations. */
    public static final String NAME = "regress";

    /** The key of the values in {@code config.json}. */
    static final String VALUES = "values";

    private static final Set<String> KEYS = Set.of("name", "offset", "divisor");

    public Regress {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a model of values must have at least one but has none");
        }
        Set<String> names = new HashSet<>();
        for (Value value : values) {
            if (!names.add(value.name())) {
                throw new IllegalArgumentException(
                        "value \"" + value.name() + "\" stands there twice; keep one of them");
            }
        }
    }

    /**
     * One value, and its scale: a network puts out (value − offset) / divisor.
     *
     * @param offset what the network calls 0
     * @param divisor what it calls 1 above that
     */
    public record Value(String name, float offset, float divisor) {

        public Value {
            if (Texts.isBlank(name)) {
                throw new IllegalArgumentException("a value must have a name but its is blank");
            }
            if (!Float.isFinite(offset)) {
                throw new IllegalArgumentException("offset must be finite but is " + offset);
            }
            if (!(divisor > 0 && divisor <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("divisor must be positive and finite but is " + divisor);
            }
        }

        /** Returns what a network shall put out. */
        public float scaled(float value) {
            return (value - offset) / divisor;
        }

        /** Returns what an output of the network means. */
        public float unscaled(float output) {
            return output * divisor + offset;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int outputs() {
        return values.size();
    }

    @Override
    public String says(InputEncoder input) {
        return "says " + (values.size() == 1 ? "the value" : "the " + values.size() + " values") + " of a "
                + input.unit();
    }

    @Override
    public void requireFits(NetworkSpec spec, InputEncoder input) {
        if (spec.outputSize() != values.size()) {
            throw new IllegalArgumentException(
                    "the network has " + spec.outputSize() + " outputs but there are values for " + values.size());
        }
        if (spec.answersEachStep()) {
            throw new IllegalArgumentException(
                    "the task is " + NAME + " but the network's readout is " + spec.readout());
        }
    }

    @Override
    public Map<String, Object> toData() {
        return Map.of(VALUES, values.stream().map(Regress::toData).toList());
    }

    private static Map<String, Object> toData(Value value) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", value.name());
        data.put("offset", value.offset());
        data.put("divisor", value.divisor());
        return data;
    }

    /** Returns the task of this data form. */
    static Regress fromData(Data data) {
        return data.make(() -> new Regress(data.under(VALUES).list().stream()
                .map(value -> value.requireKeys(KEYS))
                .map(value -> new Value(
                        value.at("name").text(), (float) value.at("offset").number(), (float)
                                value.at("divisor").number()))
                .toList()));
    }
}
