package dev.unroll.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.RandomCells;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.engine.LayerTrial.Result;
import dev.unroll.core.engine.LayerTrial.Setup;
import dev.unroll.core.engine.Sample.Wanted;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cell that was read from the text that another printed computes what that does: outputs and states have its bits. */
class ReadCellTest {

    static Stream<Cell> cells() {
        return Stream.of(
                        SampleCells.all(5, 19).stream(),
                        SampleCells.all(1, 1).stream(),
                        IntStream.range(0, 500).mapToObj(RandomCells::number))
                .flatMap(cell -> cell);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void computesTheBitsOfTheCellThatPrintedIt(Cell cell) {
        Cell read = Cell.parse(cell.toString());
        float[] parameters = new Dice(6).within(0.3f, new CellParameters(cell).size());
        var dice = new Dice(5);
        List<Sample> samples = IntStream.of(4, 1, 7)
                .mapToObj(steps -> Sample.draw(dice, cell, steps, Wanted.ALL))
                .toList();
        Setup setup = Setup.of(Direction.FORWARD, Purpose.INFERENCE);
        List<Result> expected = new LayerTrial(cell, parameters, setup).run(samples);
        List<Result> actual = new LayerTrial(read, reordered(cell, parameters, read), setup).run(samples);
        for (int b = 0; b < samples.size(); b++) {
            assertArrayEquals(expected.get(b).outputs(), actual.get(b).outputs());
            assertArrayEquals(expected.get(b).finalState(), actual.get(b).finalState());
        }
    }

    /** Returns the parameters of one cell in the order of another that has the same maps. */
    private static float[] reordered(Cell cell, float[] parameters, Cell other) {
        Map<String, MapWindows> from = new CellParameters(cell).windows(parameters);
        float[] reordered = new float[new CellParameters(other).size()];
        new CellParameters(other).windows(reordered).forEach((map, windows) -> {
            copy(from.get(map).weight(), windows.weight());
            copy(from.get(map).bias(), windows.bias());
        });
        return reordered;
    }

    private static void copy(Matrix from, Matrix to) {
        to.requireShape("the other cell's parameters", from.rows(), from.columns());
        for (int row = 0; row < from.rows(); row++) {
            for (int column = 0; column < from.columns(); column++) {
                to.set(row, column, from.get(row, column));
            }
        }
    }
}
