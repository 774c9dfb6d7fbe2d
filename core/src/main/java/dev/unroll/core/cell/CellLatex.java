package dev.unroll.core.cell;

import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Equations as LaTeX, with time as index: the state before is {@code h_{t-1}}, after it {@code h_t}. */
final class CellLatex {

    private final Map<String, Term> names;

    CellLatex(Map<String, Term> names) {
        this.names = names;
    }

    String print(Cell cell) {
        return new CellPrinter(Typeset.INSTANCE, names)
                .allEquations(cell).stream()
                        .map(line -> "  " + line.left() + " &= " + line.right())
                        .collect(Collectors.joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    private enum Typeset implements CellPrinter.Notation {
        INSTANCE;

        @Override
        public String input() {
            return "x_t";
        }

        @Override
        public String output() {
            return "y_t";
        }

        @Override
        public String state(String name) {
            return indexed(name, "t-1");
        }

        @Override
        public String next(String name) {
            return indexed(name, "t");
        }

        @Override
        public String first(String name) {
            return indexed(name, "0");
        }

        @Override
        public String name(String name) {
            return indexed(name, "t");
        }

        @Override
        public String parameter(String name) {
            return name.length() == 1 ? name : upright(name);
        }

        @Override
        public String number(float value) {
            return CellText.number(value);
        }

        @Override
        public String map(String name, String of) {
            String matrix = CellText.matrix(name);
            int index = matrix.indexOf('_', 1);
            String base = index < 0 ? matrix : matrix.substring(0, index);
            String letter = base.length() == 1 ? base : upright(base);
            return letter + (index < 0 ? "" : "_{" + upright(matrix.substring(index + 1)) + "}") + " " + of;
        }

        @Override
        public String bias(String name) {
            return "b_{" + upright(CellText.bias(name).substring(2)) + "}";
        }

        @Override
        public String symbol(Arithmetic operation) {
            return operation.latex();
        }

        @Override
        public String function(ElementFunction function, String of) {
            return function.latex() + "\\left(" + of + "\\right)";
        }

        @Override
        public String call(Arithmetic operation, String left, String right) {
            return operation.latex() + "\\left(" + left + ",\\, " + right + "\\right)";
        }

        @Override
        public String sum(String of) {
            return "\\textstyle\\sum\\left(" + of + "\\right)";
        }

        @Override
        public String part(String of, int from, int to) {
            return "{" + of + "}_{[" + from + ":" + to + "]}";
        }

        @Override
        public String join(List<String> parts) {
            return "\\left[" + String.join(";\\, ", parts) + "\\right]";
        }

        @Override
        public String brackets(String inner) {
            return "\\left(" + inner + "\\right)";
        }

        private static String indexed(String name, String time) {
            return name.length() == 1 ? name + "_{" + time + "}" : upright(name) + "_{" + time + "}";
        }

        private static String upright(String name) {
            return "\\mathrm{" + name.replace("_", "\\_") + "}";
        }
    }
}
