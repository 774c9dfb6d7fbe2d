package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Arithmetic;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Function;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equations as plain data and back: the list of terms in order, each with its operation and the places of its operands.
 *
 * <pre>{@code
 * {"name": "elman", "input_size": 3,
 *  "terms": [{"op": "input"}, {"op": "state", "name": "h", "size": 4},
 *            {"op": "linear", "name": "ih", "size": 4, "bias": true, "of": [0]}, …,
 *            {"op": "tanh", "of": [4], "let": "a"}, {"op": "next", "state": "h", "of": [5]}],
 *  "output": 6}
 * }</pre>
 */
final class CellData {

    private CellData() {}

    static Map<String, Object> write(Cell cell) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", cell.name());
        data.put("input_size", cell.inputSize());
        data.put("terms", cell.terms().stream().map(term -> write(cell, term)).toList());
        data.put("output", cell.output().index());
        return data;
    }

    private static Map<String, Object> write(Cell cell, Term term) {
        var data = new LinkedHashMap<String, Object>();
        switch (term.operation()) {
            case Input _ -> data.put("op", "input");
            case State(String name) -> {
                data.put("op", "state");
                data.put("name", name);
                data.put("size", term.size());
            }
            case Next(String state) -> {
                data.put("op", "next");
                data.put("state", state);
            }
            case Linear(String name, Bias bias) -> {
                data.put("op", "linear");
                data.put("name", name);
                data.put("size", term.size());
                data.put("bias", bias == Bias.PRESENT);
            }
            case Constant(float value) -> {
                data.put("op", "constant");
                data.put("value", value);
            }
            case Part(int from, int to) -> {
                data.put("op", "part");
                data.put("from", from);
                data.put("to", to);
            }
            case Join _ -> data.put("op", "join");
            case Function function -> data.put("op", function.name().toLowerCase(Locale.ROOT));
            case Arithmetic arithmetic -> data.put("op", arithmetic.name().toLowerCase(Locale.ROOT));
        }
        if (!term.operands().isEmpty()) {
            data.put("of", term.operands().stream().map(Term::index).toList());
        }
        cell.nameOf(term).ifPresent(name -> data.put("let", name));
        return data;
    }

    static Cell read(Map<String, ?> data) {
        var cell = new Fields("cell", data);
        String name = cell.text("name");
        return Cell.named(name, cell.whole("input_size"), definition -> {
            var made = new ArrayList<Term>();
            List<?> terms = cell.list("terms");
            for (int i = 0; i < terms.size(); i++) {
                var fields = Fields.of("cell " + name + ", term " + i, terms.get(i));
                Term term = readTerm(definition, fields, made);
                made.add(term);
                if (fields.has("let")) {
                    definition.let(fields.text("let"), term);
                }
            }
            definition.output(cell.operand("output", cell.whole("output"), made));
        });
    }

    private static Term readTerm(CellDefinition definition, Fields fields, List<Term> made) {
        String operation = fields.text("op");
        if (operation.equals("input") != made.isEmpty()) {
            throw fields.error("op", "the first term, and no other, must be input");
        }
        return switch (operation) {
            case "input" -> definition.input();
            case "state" -> definition.state(fields.text("name"), fields.whole("size"));
            case "constant" -> definition.constant(fields.number("value"));
            case "join" -> {
                List<Term> parts = fields.operands(made, 1, Integer.MAX_VALUE);
                yield Equations.join(
                        parts.getFirst(), parts.subList(1, parts.size()).toArray(Term[]::new));
            }
            case "plus", "minus", "times" -> {
                List<Term> sides = fields.operands(made, 2, 2);
                yield readArithmetic(operation, sides.get(0), sides.get(1));
            }
            case "next", "linear", "part", "sigmoid", "tanh", "relu" -> readUnary(definition, operation, fields, made);
            default ->
                throw fields.error(
                        "op",
                        "must be input, state, next, linear, constant, part, join, sigmoid, tanh, relu, plus, minus or"
                                + " times but is " + operation);
        };
    }

    private static Term readArithmetic(String operation, Term left, Term right) {
        return switch (operation) {
            case "plus" -> left.plus(right);
            case "minus" -> left.minus(right);
            default -> left.times(right);
        };
    }

    private static Term readUnary(CellDefinition definition, String operation, Fields fields, List<Term> made) {
        Term of = fields.operands(made, 1, 1).getFirst();
        return switch (operation) {
            case "next" -> {
                String state = fields.text("state");
                Term before = made.stream()
                        .filter(term -> term.operation() instanceof State(String name) && name.equals(state))
                        .findFirst()
                        .orElseThrow(() -> fields.error("state", "no state is named " + state));
                yield definition.next(before, of);
            }
            case "linear" ->
                definition.linear(
                        fields.text("name"),
                        of,
                        fields.whole("size"),
                        fields.flag("bias") ? Bias.PRESENT : Bias.ABSENT);
            case "part" -> of.slice(fields.whole("from"), fields.whole("to"));
            case "sigmoid" -> Equations.sigmoid(of);
            case "tanh" -> Equations.tanh(of);
            default -> Equations.relu(of);
        };
    }

    /** Typed access to one object of the data, with errors that say where it stands. */
    private record Fields(String where, Map<?, ?> data) {

        static Fields of(String where, Object value) {
            if (!(value instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(where + ": must be an object but is " + value);
            }
            return new Fields(where, map);
        }

        boolean has(String key) {
            return data.containsKey(key);
        }

        String text(String key) {
            return required(key, "a text", String.class);
        }

        boolean flag(String key) {
            return required(key, "true or false", Boolean.class);
        }

        List<?> list(String key) {
            return required(key, "a list", List.class);
        }

        float number(String key) {
            return required(key, "a number", Number.class).floatValue();
        }

        int whole(String key) {
            return whole(key, data.get(key));
        }

        private int whole(String key, @Nullable Object value) {
            if (value instanceof Number number && number.doubleValue() == number.intValue()) {
                return number.intValue();
            }
            throw error(key, "must be a whole number but is " + value);
        }

        private <T> T required(String key, String expected, Class<T> type) {
            Object value = data.get(key);
            if (type.isInstance(value)) {
                return type.cast(value);
            }
            throw error(key, "must be " + expected + " but is " + value);
        }

        List<Term> operands(List<Term> made, int atLeast, int atMost) {
            List<?> places = list("of");
            if (places.size() < atLeast || places.size() > atMost) {
                throw error("of", "must name " + atLeast + " operand(s) but names " + places.size());
            }
            var operands = new ArrayList<Term>();
            for (Object place : places) {
                operands.add(operand("of", whole("of", place), made));
            }
            return operands;
        }

        Term operand(String key, int place, List<Term> made) {
            if (place < 0 || place >= made.size()) {
                throw error(key, "term " + place + " does not stand before it; there are " + made.size());
            }
            return made.get(place);
        }

        IllegalArgumentException error(String key, String problem) {
            return new IllegalArgumentException(where + ", \"" + key + "\": " + problem);
        }
    }
}
