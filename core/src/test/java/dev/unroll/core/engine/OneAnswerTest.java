package dev.unroll.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.RandomCells;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.engine.LayerTrial.Result;
import dev.unroll.core.engine.LayerTrial.Setup;
import dev.unroll.core.engine.Sample.Wanted;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract 1 of a layer: equal bits alone, in any batch, in chunks, with any team and any kernels. */
@Tag("lanes")
class OneAnswerTest {

    private static final int[] LENGTHS = {4, 0, 7, 1, 7, 2, 5, 7, 3, 6, 7};
    private static final int CHUNK = 3;
    private static final double PERMUTED = 5e-6;

    static Stream<Cell> cells() {
        return Stream.of(
                        SampleCells.all(5, 19).stream(),
                        SampleCells.all(1, 1).stream(),
                        IntStream.range(0, 40).mapToObj(RandomCells::number))
                .flatMap(cell -> cell);
    }

    private static List<Sample> samples(Cell cell, Wanted wanted) {
        var dice = new Dice(5);
        return IntStream.of(LENGTHS)
                .mapToObj(steps -> Sample.draw(dice, cell, steps, wanted))
                .toList();
    }

    private static float[] parameters(Cell cell) {
        return new Dice(6).within(0.3f, new CellParameters(cell).size());
    }

    private static LayerTrial trial(Cell cell, Setup setup) {
        return new LayerTrial(cell, parameters(cell), setup);
    }

    private static Setup setup(Direction direction) {
        return Setup.of(direction, Purpose.TRAINING_WITH_INPUT_GRADIENT).with(Kernels.fastest());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aloneAndTogether(Cell cell) {
        for (Direction direction : Direction.values()) {
            List<Sample> samples = samples(cell, Wanted.SOME);
            List<Result> together = trial(cell, setup(direction)).run(samples);
            var alone = trial(cell, setup(direction));
            for (int b = 0; b < samples.size(); b++) {
                assertSameBits(
                        together.get(b), alone.run(List.of(samples.get(b))).getFirst());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void inAnyOrder(Cell cell) {
        List<Sample> samples = samples(cell, Wanted.ALL);
        var inOrder = trial(cell, setup(Direction.FORWARD));
        var reversed = trial(cell, setup(Direction.FORWARD));
        List<Result> expected = inOrder.run(samples);
        List<Result> actual = reversed.run(samples.reversed()).reversed();
        for (int b = 0; b < samples.size(); b++) {
            assertSameBits(expected.get(b), actual.get(b));
        }
        float[] weights = inOrder.weightGradients();
        float[] others = reversed.weightGradients();
        double largest = 1;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        for (int i = 0; i < weights.length; i++) {
            assertEquals(weights[i], others[i], PERMUTED * largest);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void withAnyTeam(Cell cell) {
        for (Direction direction : Direction.values()) {
            for (int size : List.of(2, 3, 7)) {
                try (Team team = Team.of(size)) {
                    assertSame(cell, setup(direction), setup(direction).with(team));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aloneWithAnyTeam(Cell cell) {
        for (int size : List.of(2, 3, 7)) {
            try (Team team = Team.of(size)) {
                for (Sample sample : samples(cell, Wanted.SOME)) {
                    var expected = trial(cell, setup(Direction.FORWARD));
                    var actual = trial(cell, setup(Direction.FORWARD).with(team));
                    assertSameBits(
                            expected.run(List.of(sample)).getFirst(),
                            actual.run(List.of(sample)).getFirst());
                    assertArrayEquals(expected.weightGradients(), actual.weightGradients());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void withAnyKernels(Cell cell) {
        for (Direction direction : Direction.values()) {
            assertSame(cell, setup(direction), setup(direction).with(Kernels.scalar()));
        }
    }

    private static void assertSame(Cell cell, Setup one, Setup other) {
        List<Sample> samples = samples(cell, Wanted.SOME);
        var expected = trial(cell, one);
        var actual = trial(cell, other);
        List<Result> results = expected.run(samples);
        List<Result> others = actual.run(samples);
        for (int b = 0; b < samples.size(); b++) {
            assertSameBits(results.get(b), others.get(b));
        }
        assertArrayEquals(expected.weightGradients(), actual.weightGradients());
    }

    /** States go from the first chunk to the last, gradients from the last to the first. */
    @ParameterizedTest
    @MethodSource("cells")
    void inChunks(Cell cell) {
        List<Sample> samples = samples(cell, Wanted.SOME);
        var whole = trial(cell, setup(Direction.FORWARD));
        List<Result> expected = whole.run(samples);

        var chunked = trial(cell, setup(Direction.FORWARD));
        var states = new ArrayList<List<float[]>>();
        states.add(samples.stream().map(Sample::initialState).toList());
        for (int from = 0; from < 7; from += CHUNK) {
            states.add(chunked.run(chunk(samples, from, states.getLast(), states.getLast())).stream()
                    .map(Result::finalState)
                    .toList());
        }
        chunked.run(List.of());
        List<float[]> gradients = samples.stream().map(Sample::finalGradient).toList();
        for (int number = states.size() - 2; number >= 0; number--) {
            int from = number * CHUNK;
            List<Result> results = chunked.continueWith(chunk(samples, from, states.get(number), gradients));
            for (int b = 0; b < samples.size(); b++) {
                for (int t = 0; t < results.get(b).outputs().length; t++) {
                    assertArrayEquals(
                            expected.get(b).outputs()[from + t], results.get(b).outputs()[t]);
                    assertArrayEquals(
                            expected.get(b).inputGradient()[from + t],
                            results.get(b).inputGradient()[t]);
                }
            }
            gradients = results.stream().map(Result::initialGradient).toList();
        }
        for (int b = 0; b < samples.size(); b++) {
            assertArrayEquals(expected.get(b).finalState(), states.getLast().get(b));
            assertArrayEquals(expected.get(b).initialGradient(), gradients.get(b));
        }
        assertArrayEquals(whole.weightGradients(), chunked.weightGradients());
    }

    private static List<Sample> chunk(List<Sample> samples, int from, List<float[]> states, List<float[]> gradients) {
        return IntStream.range(0, samples.size())
                .mapToObj(b -> samples.get(b).chunk(from, from + CHUNK, states.get(b), gradients.get(b)))
                .toList();
    }

    private static void assertSameBits(Result expected, Result actual) {
        // JUnit compares floats by Float.floatToIntBits.
        assertArrayEquals(expected.outputs(), actual.outputs());
        assertArrayEquals(expected.finalState(), actual.finalState());
        assertArrayEquals(expected.inputGradient(), actual.inputGradient());
        assertArrayEquals(expected.initialGradient(), actual.initialGradient());
    }
}
