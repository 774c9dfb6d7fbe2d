package dev.unroll.core.cell;

import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Equations as MathML Core, with time as index, as {@link CellLatex} has them. Names are letters, digits and _. */
final class CellMathMl {

    private final Map<String, Term> names;

    CellMathMl(Map<String, Term> names) {
        this.names = names;
    }

    String print(Cell cell) {
        return new CellPrinter(Markup.INSTANCE, names)
                .allEquations(cell).stream()
                        .map(line -> "<mtr><mtd>" + line.left() + "</mtd><mtd><mo>=</mo></mtd><mtd>" + line.right()
                                + "</mtd></mtr>")
                        .collect(Collectors.joining(
                                "\n",
                                "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mtable>\n",
                                "\n</mtable></math>"));
    }

    private enum Markup implements CellPrinter.Notation {
        INSTANCE;

        private static final String BEFORE = "<mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow>";
        private static final String NOW = "<mi>t</mi>";

        @Override
        public String input() {
            return name("x");
        }

        @Override
        public String output() {
            return name("y");
        }

        @Override
        public String state(String name) {
            return indexed(name, BEFORE);
        }

        @Override
        public String next(String name) {
            return name(name);
        }

        @Override
        public String first(String name) {
            return indexed(name, "<mn>0</mn>");
        }

        @Override
        public String name(String name) {
            return indexed(name, NOW);
        }

        @Override
        public String parameter(String name) {
            return identifier(name);
        }

        @Override
        public String number(float value) {
            return "<mn>" + CellText.number(value) + "</mn>";
        }

        @Override
        public String map(String name, String of) {
            String matrix = CellText.matrix(name);
            int index = matrix.indexOf('_', 1);
            String printed = index < 0
                    ? identifier(matrix)
                    : indexed(matrix.substring(0, index), text(matrix.substring(index + 1)));
            return printed + "<mspace width=\"0.17em\"/>" + of;
        }

        @Override
        public String bias(String name) {
            return indexed("b", text(CellText.bias(name).substring(2)));
        }

        @Override
        public String symbol(Arithmetic operation) {
            return operator(operation.symbol());
        }

        @Override
        public String function(ElementFunction function, String of) {
            return called(function.symbol(), of);
        }

        @Override
        public String call(Arithmetic operation, String left, String right) {
            return called(operation.symbol(), left + operator(",") + right);
        }

        @Override
        public String sum(String of) {
            return called("sum", of);
        }

        private String called(String name, String of) {
            return identifier(name) + "<mo>&#x2061;</mo>" + brackets(of);
        }

        @Override
        public String part(String of, int from, int to) {
            return "<msub><mrow>" + of + "</mrow><mrow>" + operator("[") + number(from) + operator(":") + number(to)
                    + operator("]") + "</mrow></msub>";
        }

        @Override
        public String join(List<String> parts) {
            return "<mrow>" + operator("[") + String.join(operator(";"), parts) + operator("]") + "</mrow>";
        }

        @Override
        public String brackets(String inner) {
            return "<mrow>" + operator("(") + inner + operator(")") + "</mrow>";
        }

        private static String operator(String symbol) {
            return "<mo>" + symbol + "</mo>";
        }

        private static String indexed(String name, String index) {
            return "<msub>" + identifier(name) + index + "</msub>";
        }

        /** A name of one letter is slanted, a longer one upright, without attributes: MathML's own rule. */
        private static String identifier(String name) {
            return "<mi>" + name + "</mi>";
        }

        private static String text(String name) {
            return "<mtext>" + name + "</mtext>";
        }
    }
}
