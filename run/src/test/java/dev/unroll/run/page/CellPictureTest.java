package dev.unroll.run.page;

import static dev.unroll.core.cell.Equations.join;
import static dev.unroll.core.cell.Equations.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Term;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.trace.NetworkTrace;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nodes and edges of the unfolded picture are those of the equations. */
class CellPictureTest {

    private static final int STEPS = 3;
    private static final List<String> WORDS = List.of("a", "b", "c");

    private static String draw(Cell cell, int direction) {
        var spec = new NetworkSpec(
                new InputSpec.Dense(2), List.of(new Layer(cell)), new Readout.LastStep(), new Head.None());
        Network network = Network.initialize(spec, Initialization.PYTORCH, 1);
        var trace = NetworkTrace.of(network, Matrix.zeros(STEPS, 2)).layer(0, 0);
        var picture = new CellPicture(trace, direction);
        return new StepChart(0, STEPS, picture.narrowest())
                .unfolded(picture, WORDS, List.of())
                .draw("the cell")
                .stepsSvg()
                .html();
    }

    private static int count(String svg, String regex) {
        return (int) Pattern.compile(regex).matcher(svg).results().count();
    }

    private static void assertDrawn(String svg, int nodes, int edges, int recurrent) {
        assertEquals(nodes * STEPS, count(svg, "class=\"node "), svg);
        assertEquals(edges * STEPS, count(svg, "class=\"edge\""), svg);
        assertEquals(recurrent * STEPS, count(svg, "class=\"edge recurrent\""), svg);
    }

    /** A cell whose terms read the ones before them twice: two to the power of 40 ways lead through it. */
    private static Cell shared(UnaryOperator<Term> twice) {
        return Cell.named("shared", 2, equations -> {
            Term h = equations.state("h", 3);
            Term sum = equations.linear("W", join(equations.input(), h), 3);
            for (int i = 0; i < 40; i++) {
                sum = twice.apply(sum);
            }
            equations.output(equations.next(h, tanh(sum)));
        });
    }

    @Test
    void aTermThatManyReadIsVisitedOnce() {
        assertDrawn(draw(shared(term -> term.plus(term)), 1), 2, 1, 1);
        assertDrawn(draw(shared(term -> term.times(0.1f).minus(term)), 1), 2, 1, 1);
        assertDrawn(draw(shared(term -> join(term, term).slice(1, 4)), 1), 2, 1, 1);
    }

    @Test
    void aTermThatManyReadIsWrittenOnce() {
        String joined = shared(term -> join(term, term).slice(1, 4)).toString();
        assertTrue(joined.length() < 5000, joined.substring(0, Math.min(joined.length(), 500)));
        String mathMl = shared(term -> join(term.slice(0, 1), term.slice(1, 3))).mathMl();
        assertTrue(mathMl.length() < 50_000, Integer.toString(mathMl.length()));
    }

    @Test
    void aPlainCellIsInputHiddenAndTheWayOfTheState() {
        assertDrawn(draw(Cells.elman(2, 3, Bias.PRESENT), 1), 2, 1, 1);
    }

    @Test
    void anLstmHasItsGatesAndTwoStates() {
        // x, z, i, f, g, o, c, h; x-z, z to four gates, f i g to c, o c to h; h to z and c to c over time.
        assertDrawn(draw(Cells.lstm(2, 3, Bias.PRESENT), 1), 8, 10, 2);
    }

    @Test
    void aCellWhoseOutputIsItsOwnHasANodeForIt() {
        Cell cell = Cell.named("mine", 2, equations -> {
            var h = equations.state("h", 3);
            equations.next(h, equations.linear("W", equations.input(), 3));
            equations.output(equations.linear("V", h, 2));
        });
        String svg = draw(cell, 1);
        assertDrawn(svg, 3, 1, 1);
        assertTrue(svg.contains("y at step 3: 2 numbers, mean "), svg);
    }

    @Test
    void backwardInTimeTheStateComesFromTheRight() {
        String forward = draw(Cells.elman(2, 3, Bias.PRESENT), 1);
        String backward = draw(Cells.elman(2, 3, Bias.PRESENT), -1);
        assertTrue(forward.contains("<path class=\"edge recurrent\" d=\"M0 "), forward);
        assertEquals(0, count(backward, "class=\"edge recurrent\" d=\"M0 "), backward);
    }
}
