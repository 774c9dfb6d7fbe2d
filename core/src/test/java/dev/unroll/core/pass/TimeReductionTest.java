package dev.unroll.core.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TimeReduction;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReductionTest {

    private static final int FEATURES = 3;
    private static final int[] LENGTHS = {7, 12, 0, 4, 1};

    private static Sequences sequences() {
        return Sequences.ofVectors(Arrays.stream(LENGTHS)
                .mapToObj(length -> Matrix.of(new Dice(length + 1).within(1, length * FEATURES), length, FEATURES))
                .toList());
    }

    private static NetworkSpec layers() {
        return NetworkSpec.reading(new InputSpec.Dense(FEATURES))
                .then(width -> new Layer(Cells.gru(width, 5, Bias.PRESENT)))
                .then(new TimeReduction(2))
                .then(new Dropout(0.3))
                .then(width -> new Layer(Cells.lstm(width, 4, Bias.PRESENT)))
                .then(new TimeReduction(2))
                .then(new Linear(2));
    }

    private static NetworkRun run(NetworkSpec spec) {
        return new NetworkRun(
                NetworkWeights.forTraining(Network.initialize(spec, Initialization.PYTORCH, 3)),
                Kernels.fastest(),
                Team.of(1));
    }

    @Test
    void followingStepsStandSideBySideAndWhatLacksIsZero() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(1)).then(new TimeReduction(3));
        NetworkRun run = run(spec);
        Matrix four = Matrix.of(new float[] {1, 2, 3, 4}, 4, 1);
        Matrix two = Matrix.of(new float[] {5, 6}, 2, 1);
        // A larger batch before, so that what it left is seen if it is not overwritten.
        run.forward(
                new Batch().of(Sequences.ofVectors(List.of(Matrix.of(new float[] {9, 9, 9, 9, 9, 9, 9, 9, 9}, 9, 1)))));
        run.forward(new Batch().of(Sequences.ofVectors(List.of(two, four))));
        assertEquals(3, run.outputRows());
        assertArrayEquals(
                new float[] {5, 6, 0}, row(run.output(), run.unrolling().row(0, 0)));
        assertArrayEquals(
                new float[] {1, 2, 3}, row(run.output(), run.unrolling().row(0, 1)));
        assertArrayEquals(
                new float[] {4, 0, 0}, row(run.output(), run.unrolling().row(1, 1)));
    }

    @Test
    void stepsAreCountedAsTheNetworkAnswersThem() {
        NetworkRun run = run(layers());
        Batch batch = new Batch().of(sequences());
        assertEquals(4, layers().reduction());
        assertEquals(2 + 3 + 1 + 1, run.outputRows(batch));
        int[] steps = new int[LENGTHS.length];
        Arrays.setAll(steps, b -> run.outputSteps(batch, b));
        assertArrayEquals(new int[] {2, 3, 0, 1, 1}, steps);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void chunksHaveTheBitsOfTheWhole(int chunk) {
        int[] which = {0, 1, 2, 3, 4};
        NetworkRun whole = run(layers());
        whole.forward(new Batch().of(sequences()), 7, 1);
        NetworkRun inChunks = run(layers());
        Matrix state = Matrix.zeros(which.length, layers().stateSize());
        for (int first = 0; first < 12; first += chunk) {
            Batch batch = new Batch().ofChunk(sequences(), which, 0, which.length, first, chunk);
            inChunks.forward(batch, state, state, 7, 1);
            for (int b = 0; b < which.length; b++) {
                for (int t = 0; t < inChunks.outputSteps(batch, b); t++) {
                    assertArrayEquals(
                            row(whole.output(), whole.unrolling().row(first / 4 + t, b)),
                            row(inChunks.output(), inChunks.unrolling().row(t, b)));
                }
            }
        }
    }

    @Test
    void aDecoderMustAnswerEachToken() {
        NetworkSpec source = NetworkSpec.reading(new InputSpec.Embedding(5, 3))
                .then(new Layer(Cells.gru(3, 4, Bias.PRESENT)))
                .then(new TimeReduction(2));
        NetworkSpec pairs = NetworkSpec.reading(new InputSpec.Pair(source, 6, 3));
        assertMessage(
                "a decoder must answer each token of the target, so no time_reduction may be among its parts; reduce the"
                        + " time of the source",
                () -> pairs.then(new TimeReduction(2)));
    }

    @Test
    void aChunkThatBeginsBetweenJoinedStepsIsRefused() {
        NetworkRun run = run(layers());
        Batch batch = new Batch().ofChunk(sequences(), new int[] {0, 1}, 0, 2, 6, 4);
        assertMessage(
                "a chunk must begin at a multiple of the 4 steps that the network makes one of, but begins at 6",
                () -> run.outputRows(batch));
    }

    @Test
    void aStepAloneIsRefused() {
        var weights = NetworkWeights.forInference(Network.initialize(layers(), Initialization.PYTORCH, 3));
        assertFalse(Stepper.canRun(layers()));
        assertTrue(layers().canStream());
        assertMessage(
                "this network makes one step of 4, so it cannot run a step at a time; feed it chunks of a multiple of"
                        + " that",
                () -> new Stepper(weights, Kernels.scalar()));
    }

    @Test
    void whatCannotBeReducedIsNamed() {
        assertMessage("a time reduction must join 2 .. 64 steps but its factor is 1", () -> new TimeReduction(1));
        assertMessage(
                "part 0, time_reduction, takes a row a step but is given one-hot tokens by the network's input",
                () -> NetworkSpec.reading(new InputSpec.OneHot(5)).then(new TimeReduction(2)));
        assertMessage(
                "part 0, residual, adds what its parts give to what they are given, step by step, so there can be no"
                        + " time_reduction among them; put it before or after",
                () -> NetworkSpec.reading(new InputSpec.Dense(4))
                        .then(Residual.around(new TimeReduction(2), new Linear(4))));
        assertMessage(
                "part 2, time_reduction, joins 262144 steps of the input to a row of 262144 numbers, but there may be at"
                        + " most 4096 steps and 2147483647 numbers; reduce the time less",
                () -> NetworkSpec.reading(new InputSpec.Dense(1))
                        .then(new TimeReduction(64))
                        .then(new TimeReduction(64))
                        .then(new TimeReduction(64)));
    }

    private static void assertMessage(String expected, Executable made) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }
}
