package dev.unroll.core.cell;

import dev.unroll.core.cell.CellPrinter.Equation;
import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Equations as text: {@code h' = tanh(W_ih x + b_ih + W_hh h + b_hh)}; a prime is the value after the step. */
final class CellText {

    private final Map<String, Term> names;

    CellText(Map<String, Term> names) {
        this.names = names;
    }

    /** Returns whether the text of a term is so long that nobody reads it. */
    boolean isLong(Term term) {
        return new CellPrinter(Plain.INSTANCE, names).isLong(term);
    }

    String print(Term term) {
        return new CellPrinter(Plain.INSTANCE, names).print(term);
    }

    /** Returns the equations, sizes shown where a reader would not find them by itself: where {@link CellParser} does not. */
    String print(Cell cell) {
        var apart = new LinkedHashSet<Term>();
        while (true) {
            var printer = new CellPrinter(Plain.INSTANCE, names);
            String equations = print(cell, printer.equations(cell, apart), apart);
            if (equations.length() > CellLexer.LONGEST / 2
                    || !apart.addAll(unsized(cell, printer, CellParser.sizesOfMaps("cell" + equations)))) {
                return cell.name() + equations;
            }
        }
    }

    private static String print(Cell cell, List<Equation> equations, Set<Term> sized) {
        List<String> left = equations.stream()
                .map(line -> line.left()
                        + (sized.contains(line.defined()) ? "[" + line.defined().size() + "]" : ""))
                .toList();
        int width = left.stream().mapToInt(String::length).max().orElse(0);
        String states = cell.states().entrySet().stream()
                .map(state -> ", " + state.getKey() + "[" + state.getValue().size() + "]" + start(cell, state.getKey()))
                .collect(Collectors.joining());
        String parameters = Stream.concat(
                        cell.parameters().values().stream().map(CellText::parameter),
                        cell.masks().values().stream().filter(cell::isUsed).map(CellText::mask))
                .map(declared -> ", " + declared)
                .collect(Collectors.joining())
                .replaceFirst(", ", "; ");
        String lines = IntStream.range(0, left.size())
                .mapToObj(
                        i -> "  " + left.get(i) + " ".repeat(width - left.get(i).length()) + " = "
                                + equations.get(i).right())
                .collect(Collectors.joining("\n"));
        return ": x[" + cell.inputSize() + "]" + states + parameters + " -> y[" + cell.outputSize() + "]\n" + lines;
    }

    /** Returns the terms whose sizes must be shown, since some map is taken to give {@code found} elements. */
    private static Set<Term> unsized(Cell cell, CellPrinter printer, Map<String, Integer> found) {
        Map<Term, Term> readers = new HashMap<>();
        cell.terms().stream().filter(cell::isUsed).forEach(term -> term.operands()
                .forEach(operand -> readers.put(operand, term)));
        Set<Term> unsized = new LinkedHashSet<>();
        cell.maps().forEach((name, map) -> {
            if (found.getOrDefault(name, 0) != map.size()) {
                Optional<Term> reader = Optional.of(map);
                Term shown = map;
                // The whole of what is computed element by element is as long, and nearer to what a reader would name.
                while (reader.isPresent()) {
                    shown = reader.get();
                    int size = shown.size();
                    boolean isNamed = printer.isNamed(shown);
                    reader = Optional.ofNullable(readers.get(shown))
                            .filter(next -> !isNamed && next.size() == size && isElementwise(next));
                }
                unsized.add(shown);
            }
        });
        return unsized;
    }

    private static boolean isElementwise(Term term) {
        return term.operation() instanceof Apply || term.operation() instanceof Combine;
    }

    private static String start(Cell cell, String state) {
        Term start = cell.starts().get(state);
        return start == null ? "" : " = " + ((Parameter) start.operation()).name();
    }

    private static String mask(Term term) {
        var mask = (Mask) term.operation();
        Masking masking = mask.masking();
        String how = masking.kind() == Masking.Kind.DROPOUT ? "dropout " : "zoneout ";
        String drawn = masking.drawn() == Masking.Drawn.ONCE ? ", once a sequence" : "";
        return mask.name() + "[" + term.size() + "] = " + how + masking.share() + drawn;
    }

    private static String parameter(Term term) {
        var parameter = (Parameter) term.operation();
        Initial initial = parameter.initial();
        String values = initial.from() == initial.to()
                ? number(initial.from())
                : number(initial.from()) + " … " + number(initial.to());
        return parameter.name() + "[" + term.size() + "]" + (initial.equals(Initial.ZERO) ? "" : " = " + values);
    }

    /**
     * Shared by all notations: returns the matrix of a map. A map whose name begins with a capital letter is that matrix, any other
     * an index of W; what would be mistaken for such an index is one, too.
     */
    static String matrix(String map) {
        boolean isIndex = !Character.isUpperCase(map.charAt(0)) || !mapOf(map).equals(map);
        return isIndex ? "W_" + map : map;
    }

    /** Returns the map that a matrix belongs to, the inverse of {@link #matrix}. */
    static String mapOf(String matrix) {
        String index = matrix.startsWith("W_") ? matrix.substring(2) : "";
        boolean isIndex = !index.isEmpty() && (Character.isLowerCase(index.charAt(0)) || index.startsWith("W_"));
        return isIndex ? index : matrix;
    }

    /** Returns what the bias of a map is called: b with the index of its W, or with the whole of another name. */
    static String bias(String map) {
        String matrix = matrix(map);
        return "b_" + (matrix.startsWith("W_") ? matrix.substring(2) : matrix);
    }

    /** Shared by both notations: a whole number is written without a fraction. */
    static String number(float value) {
        boolean isNegativeZero = Float.floatToIntBits(value) == Integer.MIN_VALUE;
        return value == (int) value && !isNegativeZero ? Integer.toString((int) value) : Float.toString(value);
    }

    private enum Plain implements CellPrinter.Notation {
        INSTANCE;

        @Override
        public String input() {
            return "x";
        }

        @Override
        public String output() {
            return "y";
        }

        @Override
        public String state(String name) {
            return name;
        }

        @Override
        public String next(String name) {
            return name + "'";
        }

        @Override
        public String first(String name) {
            return name;
        }

        @Override
        public String name(String name) {
            return name;
        }

        @Override
        public String parameter(String name) {
            return name;
        }

        @Override
        public String number(float value) {
            return CellText.number(value);
        }

        @Override
        public String map(String name, String of) {
            return matrix(name) + (of.startsWith("[") ? "" : " ") + of;
        }

        @Override
        public String bias(String name) {
            return CellText.bias(name);
        }

        @Override
        public String symbol(Arithmetic operation) {
            return operation.symbol();
        }

        @Override
        public String function(ElementFunction function, String of) {
            return function.symbol() + "(" + of + ")";
        }

        @Override
        public String call(Arithmetic operation, String left, String right) {
            return operation.symbol() + "(" + left + ", " + right + ")";
        }

        @Override
        public String sum(String of) {
            return "sum(" + of + ")";
        }

        @Override
        public String part(String of, int from, int to) {
            return of + "[" + from + ":" + to + "]";
        }

        @Override
        public String join(List<String> parts) {
            return "[" + String.join("; ", parts) + "]";
        }

        @Override
        public String brackets(String inner) {
            return "(" + inner + ")";
        }
    }
}
