package dev.unroll.core.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.RandomCells;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.engine.CellParameters;
import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.LayerTrial;
import dev.unroll.core.engine.LayerTrial.Setup;
import dev.unroll.core.engine.Sample;
import dev.unroll.core.engine.Sample.Wanted;
import dev.unroll.core.kernel.Functions;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The obvious pass against the engine: the bits of every output and state, and the gradients. */
class CellTraceTest {

    private static final int STEPS = 5;
    private static final float CLOSE = 5e-6f;

    static Stream<Cell> cells() {
        return Stream.concat(
                SampleCells.all(3, 4).stream(), IntStream.range(0, 60).mapToObj(RandomCells::number));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theTraceHasTheBitsOfTheEngineAndItsGradients(Cell cell) {
        var dice = new Dice(11);
        var layout = new CellParameters(cell);
        float[] parameters = dice.within(0.5f, layout.size());
        for (Direction direction : Direction.values()) {
            Sample drawn = Sample.draw(dice, cell, STEPS, Wanted.ALL);
            Sample sample = new Sample(
                    drawn.inputs(),
                    drawn.indices(),
                    drawn.wanted(),
                    drawn.initialState(),
                    drawn.outputGradient(),
                    new float[cell.stateSize()]);
            var engine = new LayerTrial(cell, parameters, Setup.of(direction, Purpose.TRAINING_WITH_INPUT_GRADIENT))
                    .run(List.of(sample))
                    .getFirst();
            CellTrace trace = CellTrace.run(
                    cell,
                    layout.windows(parameters),
                    matrix(sample.inputs(), cell.inputSize()),
                    Matrix.of(sample.initialState(), 1, cell.stateSize()),
                    direction);
            assertArrayEquals(engine.finalState(), trace.finalState().data(), cell::toString);
            CellGradients gradients = trace.backward(matrix(sample.outputGradient(), cell.outputSize()));
            float scale = largest(engine.inputGradient());
            for (int t = 0; t < STEPS; t++) {
                assertArrayEquals(engine.outputs()[t], row(trace.of(cell.output()), t), cell::toString);
                assertArrayEquals(
                        engine.inputGradient()[t],
                        row(gradients.of(cell.terms().getFirst()), t),
                        CLOSE * scale,
                        cell::toString);
            }
        }
    }

    @Test
    void namedTermsAreTheGatesOfThePaper() {
        Cell cell = Cells.lstm(2, 3, Bias.PRESENT);
        var layout = new CellParameters(cell);
        float[] parameters = new Dice(5).within(0.9f, layout.size());
        Matrix inputs = Matrix.of(new Dice(6).within(1, 2 * STEPS), STEPS, 2);
        CellTrace trace = CellTrace.run(
                cell, layout.windows(parameters), inputs, Matrix.zeros(1, cell.stateSize()), Direction.FORWARD);
        for (int t = 0; t < STEPS; t++) {
            for (int j = 0; j < 3; j++) {
                float i = trace.of(cell.names().get("i")).get(t, j);
                float f = trace.of(cell.names().get("f")).get(t, j);
                float g = trace.of(cell.names().get("g")).get(t, j);
                float o = trace.of(cell.names().get("o")).get(t, j);
                float c = f * trace.of(cell.states().get("c")).get(t, j) + i * g;
                assertEquals(c, trace.of(cell.nexts().get("c")).get(t, j));
                assertEquals(
                        o * Functions.tanh(c), trace.of(cell.nexts().get("h")).get(t, j));
            }
        }
    }

    @Test
    void theGradientOfAStateIsTheOneAStepLaterTakenThroughTheCell() {
        Cell cell = Cell.named("scalar", 1, equations -> {
            var h = equations.state("h", 1);
            equations.output(
                    equations.next(h, equations.linear("w", h, 1, Bias.ABSENT).plus(equations.input())));
        });
        var layout = new CellParameters(cell);
        CellTrace trace = CellTrace.run(
                cell,
                layout.windows(new float[] {0.5f}),
                Matrix.zeros(STEPS, 1),
                Matrix.zeros(1, 1),
                Direction.FORWARD);
        Matrix last = Matrix.zeros(STEPS, 1);
        last.set(STEPS - 1, 0, 1);
        CellGradients gradients = trace.backward(last);
        assertArrayEquals(
                new float[] {0.0625f, 0.125f, 0.25f, 0.5f, 1},
                gradients.of(cell.nexts().get("h")).data());
        assertEquals(0.03125f, gradients.of(cell.states().get("h")).get(0, 0));
    }

    private static Matrix matrix(float[][] rows, int columns) {
        Matrix matrix = Matrix.zeros(rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, matrix.data(), matrix.at(i), columns);
        }
        return matrix;
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }

    private static float largest(float[][] rows) {
        float largest = 1;
        for (float[] row : rows) {
            for (float value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
