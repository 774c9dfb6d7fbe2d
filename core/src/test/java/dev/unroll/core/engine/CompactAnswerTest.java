package dev.unroll.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.RandomCells;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.engine.LayerTrial.Result;
import dev.unroll.core.engine.LayerTrial.Setup;
import dev.unroll.core.engine.Sample.Wanted;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of every cell with compact weights: the bits of a float layer with rounded weights. */
@Tag("lanes")
class CompactAnswerTest {

    private static final List<WeightForm> COMPACT = List.of(WeightForm.BFLOAT16, WeightForm.INT8);
    private static final int[] LENGTHS = {4, 0, 7, 1, 5};

    static Stream<Cell> cells() {
        return Stream.of(
                        SampleCells.all(5, 19).stream(),
                        SampleCells.all(1, 1).stream(),
                        SampleCells.all(6, 40).stream(),
                        IntStream.range(0, 8).mapToObj(RandomCells::number))
                .flatMap(cell -> cell);
    }

    private static List<Sample> samples(Cell cell) {
        var dice = new Dice(5);
        return IntStream.of(LENGTHS)
                .mapToObj(steps -> Sample.draw(dice, cell, steps, Wanted.SOME))
                .toList();
    }

    private static float[] rounded(Cell cell, WeightForm form) {
        var layout = new CellParameters(cell);
        float[] parameters = new Dice(6).within(0.3f, layout.size());
        layout.windows(parameters).forEach((map, windows) -> form.round(windows.weight(), map));
        return parameters;
    }

    private static Setup setup(WeightForm form) {
        return Setup.of(Direction.FORWARD, Purpose.INFERENCE)
                .with(Kernels.fastest())
                .with(form);
    }

    private static void assertSame(Cell cell, WeightForm form, Setup expected, Setup actual) {
        var one = new LayerTrial(cell, rounded(cell, form), expected);
        var other = new LayerTrial(cell, rounded(cell, form), actual);
        List<Sample> samples = samples(cell);
        assertSameBits(one.run(samples), other.run(samples));
        for (Sample sample : samples) {
            assertSameBits(one.run(List.of(sample)), other.run(List.of(sample)));
        }
    }

    private static void assertSameBits(List<Result> expected, List<Result> actual) {
        for (int b = 0; b < expected.size(); b++) {
            assertArrayEquals(expected.get(b).outputs(), actual.get(b).outputs());
            assertArrayEquals(expected.get(b).finalState(), actual.get(b).finalState());
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isThatOfRoundedFloats(Cell cell) {
        for (WeightForm form : COMPACT) {
            assertSame(cell, form, setup(WeightForm.FLOAT32), setup(form));
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isTheSameAloneAndTogether(Cell cell) {
        for (WeightForm form : COMPACT) {
            var trial = new LayerTrial(cell, rounded(cell, form), setup(form));
            List<Sample> samples = samples(cell);
            List<Result> together = trial.run(samples);
            for (int b = 0; b < samples.size(); b++) {
                assertSameBits(List.of(together.get(b)), trial.run(List.of(samples.get(b))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isTheSameWithAnyTeam(Cell cell) {
        for (WeightForm form : COMPACT) {
            for (int size : List.of(2, 3)) {
                try (Team team = Team.of(size)) {
                    assertSame(cell, form, setup(form), setup(form).with(team));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isTheSameWithAnyKernels(Cell cell) {
        for (WeightForm form : COMPACT) {
            assertSame(cell, form, setup(form), setup(form).with(Kernels.scalar()));
        }
    }

    @Test
    void weightsThatWereNotRoundedAreRefused() {
        Cell cell = SampleCells.all(5, 19).getFirst();
        float[] parameters = new Dice(6).within(0.3f, new CellParameters(cell).size());
        for (WeightForm form : COMPACT) {
            var error =
                    assertThrows(IllegalArgumentException.class, () -> new LayerTrial(cell, parameters, setup(form)));
            assertEquals(
                    "a weight was not rounded to " + form,
                    error.getMessage().substring(0, error.getMessage().indexOf(" but is ")));
        }
    }
}
