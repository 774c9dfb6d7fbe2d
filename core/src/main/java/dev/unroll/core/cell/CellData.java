package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Operation.Sum;
import dev.unroll.core.form.Data;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.OperationTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final String KNOWN = Stream.of(
                    Stream.of(
                            "input", "state", "next", "parameter", "mask", "linear", "constant", "part", "join", "sum"),
                    OperationTable.functions().stream().map(ElementFunction::name),
                    OperationTable.arithmetic().stream().map(Arithmetic::name))
            .flatMap(names -> names)
            .collect(Collectors.joining(", "));

    private CellData() {}

    static Map<String, Object> write(Cell cell) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", cell.name());
        data.put("input_size", cell.inputSize());
        data.put("terms", cell.terms().stream().map(term -> write(cell, term)).toList());
        if (!cell.starts().isEmpty()) {
            var starts = new LinkedHashMap<String, Object>();
            cell.starts().forEach((state, start) -> starts.put(state, start.index()));
            data.put("starts", starts);
        }
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
            case Sum _ -> data.put("op", "sum");
            case Parameter(String name, Initial initial) -> {
                data.put("op", "parameter");
                data.put("name", name);
                data.put("size", term.size());
                data.put("initial", List.of(initial.from(), initial.to()));
            }
            case Mask(String name, Masking masking) -> {
                data.put("op", "mask");
                data.put("name", name);
                data.put("size", term.size());
                data.put("kind", masking.kind().word());
                data.put("share", masking.share());
                data.put("drawn", masking.drawn().word());
            }
            case Apply(ElementFunction function) -> data.put("op", function.name());
            case Combine(Arithmetic arithmetic) -> data.put("op", arithmetic.name());
        }
        if (!term.operands().isEmpty()) {
            data.put("of", term.operands().stream().map(Term::index).toList());
        }
        cell.nameOf(term).ifPresent(name -> data.put("let", name));
        return data;
    }

    static Cell read(Map<String, ?> data) {
        var cell = new Data("cell", data);
        String name = cell.at("name").text();
        return Cell.named(name, cell.at("input_size").whole(), definition -> {
            var made = new ArrayList<Term>();
            for (Data each : cell.at("terms").list()) {
                var fields = new Data("cell " + name + ", term " + made.size(), each.value());
                Term term = readTerm(definition, fields, made);
                made.add(term);
                if (fields.has("let")) {
                    definition.let(fields.at("let").text(), term);
                }
            }
            if (cell.has("starts")) {
                Data starts = cell.at("starts");
                for (String state : starts.map().keySet()) {
                    Term start = operand(starts, state, starts.at(state).whole(), made);
                    definition.start(state(starts, state, state, made), start);
                }
            }
            definition.output(operand(cell, "output", cell.at("output").whole(), made));
        });
    }

    private static Term readTerm(CellDefinition definition, Data fields, List<Term> made) {
        String operation = fields.at("op").text();
        if (operation.equals("input") != made.isEmpty()) {
            throw error(fields, "op", "the first term, and no other, must be input");
        }
        Optional<ElementFunction> function = OperationTable.function(operation);
        if (function.isPresent()) {
            return Equations.apply(function.get(), operand(fields, made));
        }
        Optional<Arithmetic> arithmetic = OperationTable.arithmetic(operation);
        if (arithmetic.isPresent()) {
            List<Term> sides = operands(fields, made, 2, 2);
            return definition.combine(arithmetic.get(), sides.get(0), sides.get(1));
        }
        return switch (operation) {
            case "input" -> definition.input();
            case "state" ->
                definition.state(fields.at("name").text(), fields.at("size").whole());
            case "parameter" ->
                definition.parameter(fields.at("name").text(), fields.at("size").whole(), initial(fields));
            case "mask" ->
                definition.mask(fields.at("name").text(), fields.at("size").whole(), masking(fields));
            case "constant" -> definition.constant((float) fields.at("value").number());
            case "join" -> {
                List<Term> parts = operands(fields, made, 1, Integer.MAX_VALUE);
                yield Equations.join(
                        parts.getFirst(), parts.subList(1, parts.size()).toArray(Term[]::new));
            }
            case "next" -> definition.next(stateBefore(fields, made), operand(fields, made));
            case "linear" ->
                definition.linear(
                        fields.at("name").text(),
                        operand(fields, made),
                        fields.at("size").whole(),
                        fields.at("bias").flag() ? Bias.PRESENT : Bias.ABSENT);
            case "part" ->
                operand(fields, made)
                        .slice(fields.at("from").whole(), fields.at("to").whole());
            case "sum" -> Equations.sum(operand(fields, made));
            default -> throw error(fields, "op", "must be one of " + KNOWN + " but is " + operation);
        };
    }

    private static Initial initial(Data fields) {
        List<Data> range = fields.at("initial").list();
        if (range.size() != 2) {
            throw error(
                    fields, "initial", "must be two numbers, the smallest and the largest, but has " + range.size());
        }
        return new Initial((float) range.get(0).number(), (float) range.get(1).number());
    }

    private static Masking masking(Data fields) {
        Masking.Kind kind = choice(fields, "kind", Masking.Kind.values());
        Masking.Drawn drawn = choice(fields, "drawn", Masking.Drawn.values());
        return new Masking(kind, (float) fields.at("share").number(), drawn);
    }

    private static <T extends Enum<T>> T choice(Data fields, String key, T[] values) {
        String named = fields.at(key).text();
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(named))
                .findFirst()
                .orElseThrow(() -> error(
                        fields,
                        key,
                        "must be one of " + Arrays.toString(values).toLowerCase(Locale.ROOT) + " but is " + named));
    }

    private static Term stateBefore(Data fields, List<Term> made) {
        return state(fields, "state", fields.at("state").text(), made);
    }

    private static Term state(Data fields, String key, String state, List<Term> made) {
        return made.stream()
                .filter(term -> term.operation() instanceof State(String name) && name.equals(state))
                .findFirst()
                .orElseThrow(() -> error(fields, key, "no state is named " + state));
    }

    private static Term operand(Data fields, List<Term> made) {
        return operands(fields, made, 1, 1).getFirst();
    }

    private static List<Term> operands(Data fields, List<Term> made, int atLeast, int atMost) {
        List<Data> places = fields.at("of").list();
        if (places.size() < atLeast || places.size() > atMost) {
            throw error(fields, "of", "must name " + atLeast + " operand(s) but names " + places.size());
        }
        return places.stream()
                .map(place -> operand(fields, "of", place.whole(), made))
                .toList();
    }

    private static Term operand(Data fields, String key, int place, List<Term> made) {
        if (place < 0 || place >= made.size()) {
            throw error(fields, key, "term " + place + " does not stand before it; there are " + made.size());
        }
        return made.get(place);
    }

    private static IllegalArgumentException error(Data fields, String key, String problem) {
        return new IllegalArgumentException(fields.place() + ", \"" + key + "\": " + problem);
    }
}
