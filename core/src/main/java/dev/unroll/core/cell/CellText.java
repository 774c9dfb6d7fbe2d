package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Function;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    String print(Cell cell) {
        var equations = new CellPrinter(Plain.INSTANCE, names).equations(cell);
        int width =
                equations.stream().mapToInt(line -> line.left().length()).max().orElse(0);
        String states = cell.states().entrySet().stream()
                .map(state -> ", " + state.getKey() + "[" + state.getValue().size() + "]")
                .collect(Collectors.joining());
        String parameters = Stream.concat(
                        cell.parameters().values().stream().map(CellText::parameter),
                        cell.masks().values().stream().map(CellText::mask))
                .map(declared -> ", " + declared)
                .collect(Collectors.joining())
                .replaceFirst(", ", "; ");
        String lines = equations.stream()
                .map(line -> "  " + line.left() + " ".repeat(width - line.left().length()) + " = " + line.right())
                .collect(Collectors.joining("\n"));
        return cell.name() + ": x[" + cell.inputSize() + "]" + states + parameters + " -> y[" + cell.outputSize()
                + "]\n" + lines;
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

    /** Shared by both notations: a map named by one capital letter is that matrix, any other an index of W. */
    static boolean isLetter(String map) {
        return map.length() == 1 && Character.isUpperCase(map.charAt(0));
    }

    /** Shared by both notations: a whole number is written without a fraction. */
    static String number(float value) {
        return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
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

        private static String matrix(String name) {
            return isLetter(name) ? name : "W_" + name;
        }

        @Override
        public String bias(String name) {
            return "b_" + name;
        }

        @Override
        public String symbol(Arithmetic operation) {
            return operation.symbol();
        }

        @Override
        public String function(Function function, String of) {
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
