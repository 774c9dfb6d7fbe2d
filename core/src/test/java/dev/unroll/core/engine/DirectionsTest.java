package dev.unroll.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two directions at the same time are, bit for bit, one after the other on one thread. */
class DirectionsTest {

    private static final int INPUT = 5;
    private static final int HIDDEN = 19;
    private static final List<Direction> BOTH = List.of(Direction.FORWARD, Direction.BACKWARD);

    /** Sequences of one batch; a single one, and so many that their products are not made before the loop, among them. */
    private static final int[][] BATCHES = {
        {9}, {7, 7, 3, 1, 12}, IntStream.range(1, 40).toArray()
    };

    static Stream<Arguments> cases() {
        List<Cell> cells = List.of(
                Cells.lstm(INPUT, HIDDEN, Bias.PRESENT),
                Cells.gruResetBefore(INPUT, HIDDEN, Bias.PRESENT),
                Cells.elman(INPUT, HIDDEN, Bias.ABSENT));
        return Stream.of(2, 3, 4, 6).flatMap(threads -> cells.stream()
                .flatMap(cell -> Arrays.stream(BATCHES).map(lengths -> Arguments.of(cell, threads, lengths))));
    }

    /** A pass of both directions, each with parameters of its own. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Trial(Cell cell, int... lengths) {

        private static float[] random(int seed, int size) {
            return new Dice(seed).within(1, size);
        }

        private Matrix matrix(int seed, int rows, int columns) {
            return Matrix.of(random(seed, rows * columns), rows, columns);
        }

        /** Returns all that comes out of it, one after the other. */
        List<float[]> run(Team team, long smallWork) {
            var layout = new CellParameters(cell);
            CellProgram program = CellProgram.compile(cell, Purpose.TRAINING_WITH_INPUT_GRADIENT);
            List<PackedWeights> weights = IntStream.range(0, 2)
                    .mapToObj(d -> new PackedWeights(program, layout.windows(random(d, layout.size()))))
                    .toList();
            float[][] gradients = {new float[layout.size()], new float[layout.size()]};
            var unrolling = new Unrolling();
            unrolling.of(lengths, lengths.length);
            var directions = new Directions(weights, BOTH, Kernels.fastest(), team, smallWork);
            Matrix[] ends = new Matrix[2];
            for (int d = 0; d < 2; d++) {
                directions.addGradientsTo(layout.windows(gradients[d]));
                directions
                        .run(d)
                        .prepare(
                                unrolling,
                                matrix(7, unrolling.rows(), INPUT),
                                matrix(8 + d, lengths.length, cell.stateSize()),
                                new Picks());
                ends[d] = matrix(10 + d, lengths.length, cell.stateSize());
            }
            directions.forward();
            List<float[]> all = new ArrayList<>();
            for (int d = 0; d < 2; d++) {
                LayerRun run = directions.run(d);
                all.add(rows(run.output(), unrolling.rows()));
                Matrix last = Matrix.zeros(lengths.length, cell.stateSize());
                run.finalState(last);
                all.add(last.data());
                float[] ofOutput = random(12 + d, unrolling.rows() * HIDDEN);
                System.arraycopy(
                        ofOutput,
                        0,
                        run.outputGradient().data(),
                        run.outputGradient().at(0),
                        ofOutput.length);
            }
            directions.backward(ends);
            directions.addGradients();
            for (int d = 0; d < 2; d++) {
                LayerRun run = directions.run(d);
                all.add(rows(run.inputGradient(), unrolling.rows()));
                Matrix first = Matrix.zeros(lengths.length, cell.stateSize());
                run.initialStateGradient(first);
                all.add(first.data());
                all.add(gradients[d]);
            }
            return all;
        }

        private static float[] rows(Matrix matrix, int rows) {
            float[] copy = new float[rows * matrix.columns()];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(matrix.data(), matrix.at(row), copy, row * matrix.columns(), matrix.columns());
            }
            return copy;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void directionsThatWorkTogetherHaveTheBitsOfOneThread(Cell cell, int threads, int... lengths) {
        var trial = new Trial(cell, lengths);
        List<float[]> alone;
        List<float[]> together;
        try (Team one = Team.of(1);
                Team team = Team.of(threads)) {
            alone = trial.run(one, Long.MAX_VALUE);
            together = trial.run(team, 0);
        }
        for (int i = 0; i < alone.size(); i++) {
            assertArrayEquals(alone.get(i), together.get(i));
        }
    }
}
