package dev.unroll.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.RandomCells;
import dev.unroll.core.cell.SampleCells;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ladder's first rung: the interpreter's derivatives against central differences. */
class DoubleInterpreterTest {

    private static final double TOLERANCE = 1e-8;
    private static final double STEP = 1e-4;
    private static final double KINK = 2e-3;
    private static final int STEPS = 4;

    static List<Cell> cells() {
        return SampleCells.all(3, 4);
    }

    static Stream<Cell> randomCells() {
        return IntStream.range(0, 300).mapToObj(RandomCells::number);
    }

    @ParameterizedTest
    @MethodSource({"cells", "randomCells"})
    void derivativesAreCentralDifferences(Cell cell) {
        for (Direction direction : Direction.values()) {
            var problem = Problem.of(cell, direction);
            double[] expected = problem.differences();
            double[] actual = problem.derivatives();
            double largest = 1;
            for (double value : expected) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < expected.length; i++) {
                assertEquals(
                        expected[i], actual[i], TOLERANCE * largest, direction + ", element " + i + " of\n" + cell);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSequenceWithoutStepsPassesItsStateThrough(Direction direction) {
        Cell cell = cells().getFirst();
        var interpreter = new DoubleInterpreter(cell, new double[new CellParameters(cell).size()]);
        double[] state = {1, 2, 3, 4};
        var pass = interpreter.forward(new double[0][], state, direction);
        assertEquals(2, pass.finalState()[1]);
        assertEquals(3, interpreter.backward(pass, new double[0][], state).initialState()[2]);
    }

    /** A number, the weighted sum of all outputs and final states, as a function of everything: parameters, inputs, states. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Problem(Cell cell, Direction direction, double[] point, double[][] outputs, double[] states) {

        static Problem of(Cell cell, Direction direction) {
            var dice = new Dice(17);
            int size = new CellParameters(cell).size() + STEPS * cell.inputSize() + cell.stateSize();
            while (true) {
                double[][] outputs = new double[STEPS][];
                for (int t = 0; t < STEPS; t++) {
                    outputs[t] = draw(dice, cell.outputSize());
                }
                var problem = new Problem(cell, direction, draw(dice, size), outputs, draw(dice, cell.stateSize()));
                if (problem.pass(problem.point).distanceToKink(cell) > KINK) {
                    return problem;
                }
            }
        }

        private static double[] draw(Dice dice, int count) {
            return IntStream.range(0, count).mapToDouble(_ -> dice.within(0.9f)).toArray();
        }

        double[] differences() {
            double[] gradient = new double[point.length];
            for (int i = 0; i < point.length; i++) {
                // Four points: the error is of the order of STEP⁴.
                double near = value(i, STEP) - value(i, -STEP);
                double far = value(i, 2 * STEP) - value(i, -2 * STEP);
                gradient[i] = (8 * near - far) / (12 * STEP);
            }
            return gradient;
        }

        double[] derivatives() {
            var gradients = interpreter(point).backward(pass(point), outputs, states);
            double[] all = new double[point.length];
            int at = gradients.parameters().length;
            System.arraycopy(gradients.parameters(), 0, all, 0, at);
            for (double[] input : gradients.inputs()) {
                System.arraycopy(input, 0, all, at, input.length);
                at += input.length;
            }
            System.arraycopy(gradients.initialState(), 0, all, at, cell.stateSize());
            return all;
        }

        private double value(int moved, double by) {
            double[] at = point.clone();
            at[moved] += by;
            var pass = pass(at);
            double value = dot(pass.finalState(), states);
            for (int t = 0; t < STEPS; t++) {
                value += dot(pass.outputs()[t], outputs[t]);
            }
            return value;
        }

        private static double dot(double[] x, double[] y) {
            return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum();
        }

        private DoubleInterpreter interpreter(double[] at) {
            return new DoubleInterpreter(
                    cell,
                    IntStream.range(0, new CellParameters(cell).size())
                            .mapToDouble(i -> at[i])
                            .toArray());
        }

        private DoubleInterpreter.Pass pass(double[] at) {
            int parameters = new CellParameters(cell).size();
            double[][] inputs = new double[STEPS][cell.inputSize()];
            for (int t = 0; t < STEPS; t++) {
                System.arraycopy(at, parameters + t * cell.inputSize(), inputs[t], 0, cell.inputSize());
            }
            double[] state = new double[cell.stateSize()];
            System.arraycopy(at, parameters + STEPS * cell.inputSize(), state, 0, state.length);
            return interpreter(at).forward(inputs, state, direction);
        }
    }
}
