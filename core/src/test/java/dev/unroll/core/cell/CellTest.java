package dev.unroll.core.cell;

import static dev.unroll.core.cell.Equations.join;
import static dev.unroll.core.cell.Equations.relu;
import static dev.unroll.core.cell.Equations.sigmoid;
import static dev.unroll.core.cell.Equations.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.cells.LearnedStarts;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CellTest {

    /** The cell of mission (a), as a user writes it: the output reads the hidden state from before the step. */
    static Cell byHand(int inputSize, int hiddenSize, int outputSize) {
        return Cell.named("by_hand", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var both = join(cell.input(), h);
            cell.next(h, relu(cell.linear("W", both, hiddenSize)));
            cell.output(cell.linear("V", both, outputSize));
        });
    }

    static List<Cell> cells() {
        return List.of(
                Cells.elman(3, 4, Bias.PRESENT),
                Cells.elmanRelu(3, 4, Bias.ABSENT),
                Cells.lstm(3, 4, Bias.PRESENT),
                Cells.gru(3, 4, Bias.PRESENT),
                Cells.gruResetBefore(3, 4, Bias.ABSENT),
                byHand(3, 4, 2));
    }

    @Test
    void lstmPrintsAsThePaperWritesIt() {
        assertEquals("""
                lstm: x[3], h[4], c[4] -> y[4]
                  z  = W_ih x + b_ih + W_hh h + b_hh
                  i  = σ(z[0:4])
                  f  = σ(z[4:8])
                  g  = tanh(z[8:12])
                  o  = σ(z[12:16])
                  c' = f ⊙ c + i ⊙ g
                  h' = o ⊙ tanh(c')
                  y  = h'""", Cells.lstm(3, 4, Bias.PRESENT).toString());
    }

    @Test
    void handWrittenCellPrintsAsItsAuthorWroteIt() {
        assertEquals("""
                by_hand: x[3], h[4] -> y[2]
                  h' = relu(W[x; h] + b_W)
                  y  = V[x; h] + b_V""", byHand(3, 4, 2).toString());
    }

    @Test
    void gruPrintsBracketsWhereTheyMatter() {
        assertEquals("""
                gru: x[3], h[4] -> y[4]
                  a  = W_ih x
                  b  = W_hh h
                  r  = σ(a[0:4] + b[0:4])
                  z  = σ(a[4:8] + b[4:8])
                  n  = tanh(a[8:12] + r ⊙ b[8:12])
                  h' = (1 − z) ⊙ n + z ⊙ h
                  y  = h'""", Cells.gru(3, 4, Bias.ABSENT).toString());
    }

    @Test
    void mathMlHasTimeAsIndex() {
        assertEquals("""
                <math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mtable>
                <mtr><mtd><msub><mi>h</mi><mi>t</mi></msub></mtd><mtd><mo>=</mo></mtd><mtd><mi>tanh</mi>\
                <mo>&#x2061;</mo><mrow><mo>(</mo><msub><mi>W</mi><mtext>ih</mtext></msub><mspace width="0.17em"/>\
                <msub><mi>x</mi><mi>t</mi></msub> <mo>+</mo> <msub><mi>W</mi><mtext>hh</mtext></msub>\
                <mspace width="0.17em"/><msub><mi>h</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub>\
                <mo>)</mo></mrow></mtd></mtr>
                <mtr><mtd><msub><mi>y</mi><mi>t</mi></msub></mtd><mtd><mo>=</mo></mtd><mtd>\
                <msub><mi>h</mi><mi>t</mi></msub></mtd></mtr>
                </mtable></math>""", Cells.elman(3, 4, Bias.ABSENT).mathMl());
    }

    @Test
    void latexHasTimeAsIndex() {
        assertEquals("""
                \\begin{aligned}
                  h_{t} &= \\tanh\\left(W_{\\mathrm{ih}} x_t + b_{\\mathrm{ih}} + W_{\\mathrm{hh}} h_{t-1} + b_{\\mathrm{hh}}\\right) \\\\
                  y_t &= h_{t}
                \\end{aligned}""", Cells.elman(3, 4, Bias.PRESENT).latex());
    }

    @Test
    void whatAStateStartsAsIsTheFirstLine() {
        Cell cell = LearnedStarts.of(Cells.elman(3, 4, Bias.ABSENT));
        assertEquals(
                "rnn_tanh: x[3], h[4] = h_0; h_0[4] -> y[4]",
                cell.toString().lines().findFirst().orElseThrow());
        assertEquals(
                "  h_{0} &= \\mathrm{h\\_0} \\\\", cell.latex().lines().toList().get(1));
        assertTrue(cell.mathMl()
                .contains("<mtd><msub><mi>h</mi><mn>0</mn></msub></mtd><mtd><mo>=</mo></mtd><mtd><mi>h_0</mi></mtd>"));
    }

    @Test
    void aStartThatDoesNotFitIsRefused() {
        assertRefused(
                "cell mine: state h has 4 elements but its start s has 3",
                (cell, h) -> cell.start(h, cell.parameter("s", 3)));
        assertRefused(
                "cell mine: state h must start as a parameter but was given x",
                (cell, h) -> cell.start(h, cell.input()));
        assertRefused("cell mine: a start needs a state but was given s", (cell, _) -> {
            Term s = cell.parameter("s", 4);
            cell.start(s, s);
        });
        assertRefused("cell mine: state h starts twice, as s and as t", (cell, h) -> {
            cell.start(h, cell.parameter("s", 4));
            cell.start(h, cell.parameter("t", 4));
        });
    }

    private static void assertRefused(String message, BiConsumer<CellDefinition, Term> start) {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> Cell.named("mine", 4, cell -> start.accept(cell, cell.state("h", 4))));
        assertEquals(message, error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"größe' = W x, größe", "é = W x + U h, é", "e\u0301 = W x, e\u0301", "\ud835\udefc' = W x, \ud835\udefc"
    })
    void aNameOfOtherLettersIsPointedAt(String equation, String name) {
        var error = assertThrows(CellTextException.class, () -> Cell.parse("mine", equation, Map.of("I", 3, "H", 4)));
        assertEquals(
                "cell mine, line 1, column 1: \"" + name
                        + "\": a name must be letters a to z or A to Z, digits and _, a" + " letter first\n  "
                        + equation + "\n  ^",
                error.getMessage());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void dataFormIsTheSameCell(Cell cell) {
        Cell read = Cell.fromData(cell.toData());
        assertEquals(cell.toString(), read.toString());
        assertEquals(cell.toData(), read.toData());
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheNamesOfCellAndTerm() {
        assertRefused("cell c: h ⊙ k: sizes must be equal, or one of them 1, but are 2 and 3", cell -> {
            var h = cell.state("h", 2);
            h.times(cell.state("k", 3));
        });
        assertRefused("cell c: state k is never assigned; say what it is after the step with next(k, …)", cell -> {
            var h = cell.state("h", 2);
            cell.state("k", 3);
            cell.output(cell.next(h, h));
        });
        assertRefused("cell c: two linear maps are named a; give each a name of its own", cell -> {
            var h = cell.state("h", 2);
            cell.output(cell.next(h, cell.linear("a", h, 2).plus(cell.linear("a", cell.input(), 2))));
        });
        assertRefused(
                "cell c: linear map a is never used; remove it or let a next state or the output read it", cell -> {
                    var h = cell.state("h", 2);
                    cell.linear("a", h, 2);
                    cell.output(cell.next(h, h));
                });
        assertRefused("cell c: state h has 2 elements but its next value tanh(W_a x + b_a) has 3", cell -> {
            var h = cell.state("h", 2);
            cell.next(h, tanh(cell.linear("a", cell.input(), 3)));
        });
        assertRefused("cell c: state h is assigned twice, as h and as σ(h)", cell -> {
            var h = cell.state("h", 2);
            cell.next(h, h);
            cell.next(h, sigmoid(h));
        });
        assertRefused("cell c: the output is never set; say what the cell puts out with output(…)", cell -> {
            var h = cell.state("h", 2);
            cell.next(h, h);
        });
        assertRefused(
                "cell c: part 0 of 3 of h: the size 2 must divide into 3 equal parts, counted from 0",
                cell -> cell.state("h", 2).part(0, 3));
        assertRefused(
                "cell c: term x: x is the input and y the output; choose another name",
                cell -> cell.let("x", tanh(cell.input())));
        assertRefused("cell c: state h: the name is taken; give each state and term a name of its own", cell -> {
            cell.state("h", 2);
            cell.state("h", 2);
        });
        assertRefused("cell c: state h must have at least 1 element but has 0", cell -> cell.state("h", 0));
        assertRefused("cell c: next needs a state but was given x", cell -> cell.next(cell.input(), cell.input()));
    }

    @Test
    void whatNoLayerNeedsIsRefusedBeforeItOverflows() {
        int most = 1 << 24;
        assertRefused(
                "cell c: state h must have at most 16777216 elements but has 16777217",
                cell -> cell.state("h", most + 1));
        assertRefused("cell c: a join must have at most 16777216 elements but has 16777220", cell -> {
            var h = cell.state("h", most);
            join(h, cell.input());
        });
        assertRefused("cell c: all states together must have at most 16777216 elements but has 33554432", cell -> {
            var h = cell.state("h", most);
            var k = cell.state("k", most);
            cell.next(h, h);
            cell.output(cell.next(k, k));
        });
        assertRefused("cell c: it has more than 1000 terms; write it in fewer, or as several layers", cell -> {
            var sum = cell.input();
            for (int i = 0; i < 1000; i++) {
                sum = sum.plus(cell.input());
            }
        });
    }

    @Test
    void theLongestCellIsNoDepthForTheStack() {
        Cell cell = Cell.named("long", 1, definition -> {
            var sum = definition.state("h", 1);
            var h = sum;
            for (int i = 0; i < 997; i++) {
                sum = sum.plus(definition.input());
            }
            definition.output(definition.next(h, sum));
        });
        assertEquals(cell.toString(), Cell.fromData(cell.toData()).toString());
    }

    @Test
    void termsOfTwoCellsDoNotMix() {
        var stranger = new CellDefinition("other", 4).input();
        assertRefused(
                "cell c: x belongs to another cell, other", cell -> cell.input().plus(stranger));
    }

    @Test
    void brokenDataNameThePlace() {
        var data = Map.of(
                "name",
                "c",
                "input_size",
                2,
                "output",
                0,
                "terms",
                List.of(Map.of("op", "input"), Map.of("op", "tan")));
        assertEquals(
                "cell c, term 1, \"op\": must be one of input, state, next, parameter, mask, linear, constant, part,"
                        + " join, sum, sigmoid, tanh, relu, exp, log, sqrt, abs, sign, softplus, plus, minus, times, over, max,"
                        + " min but is tan",
                assertThrows(IllegalArgumentException.class, () -> Cell.fromData(data))
                        .getMessage());
        var forward = Map.of(
                "name",
                "c",
                "input_size",
                2,
                "output",
                1,
                "terms",
                List.of(Map.of("op", "input"), Map.of("op", "tanh", "of", List.of(1))));
        assertEquals(
                "cell c, term 1, \"of\": term 1 does not stand before it; there are 1",
                assertThrows(IllegalArgumentException.class, () -> Cell.fromData(forward))
                        .getMessage());
    }

    private static void assertRefused(String message, Consumer<CellDefinition> equations) {
        var error = assertThrows(IllegalArgumentException.class, () -> Cell.named("c", 4, equations));
        assertEquals(message, error.getMessage());
    }
}
