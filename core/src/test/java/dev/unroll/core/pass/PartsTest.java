package dev.unroll.core.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.SampleNetworks.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of all kinds of parts against double and central differences, and contract 1 of them. */
@Tag("lanes")
class PartsTest {

    private static final Texts FEW = new Texts(4, 1, 6, 3);
    private static final Texts MANY = new Texts(lengths());

    /** A difference of double, where the error of the formula and that of rounding are about alike. */
    private static final double STEP = 1e-5;

    /** Of the largest gradient; float32 has some seven digits. */
    private static final double CLOSE = 5e-6;

    private static int[] lengths() {
        int[] lengths = new int[60];
        Arrays.setAll(lengths, i -> 1 + i * 7 % 23);
        return lengths;
    }

    static List<NetworkSpec> small() {
        return both(1);
    }

    static List<NetworkSpec> large() {
        return both(16);
    }

    private static List<NetworkSpec> both(int scale) {
        return Stream.concat(SampleNetworks.all(scale).stream(), SampleNetworks.pairs(scale).stream())
                .toList();
    }

    private static Network network(NetworkSpec spec) {
        return Network.initialize(spec, Initialization.PYTORCH, 5);
    }

    private static NetworkRun run(NetworkSpec spec, Kernels kernels, Team team) {
        return new NetworkRun(NetworkWeights.forTraining(network(spec)), kernels, team);
    }

    /** Forward and backward; gradients from above depend on the sequence and the step alone. */
    private static void run(NetworkRun run, Batch batch) {
        run.forward(batch);
        boolean steps = run.outputRows() == run.unrolling().rows();
        Matrix above = run.outputGradient();
        for (int row = 0; row < run.outputRows(); row++) {
            System.arraycopy(
                    above(run, batch, row, steps, above.columns()), 0, above.data(), above.at(row), above.columns());
        }
        run.backward();
    }

    private static float[] above(NetworkRun run, Batch batch, int row, boolean steps, int width) {
        int b = steps ? run.unrolling().sequence(row) : row;
        int step = steps ? run.unrolling().step(row) : 0;
        return new Dice(100L * batch.example(b) + step).within(1, width);
    }

    private static double loss(NetworkSpec spec, double[] parameters) {
        var network = new DoubleNetwork(spec, parameters);
        double loss = 0;
        for (int i = 0; i < FEW.tokens.length; i++) {
            double[][] outputs = network.outputs(FEW.tokens[i], FEW.letters[i]);
            for (int t = 0; t < outputs.length; t++) {
                float[] above = new Dice(100L * i + t).within(1, outputs[t].length);
                for (int j = 0; j < above.length; j++) {
                    loss += above[j] * outputs[t][j];
                }
            }
        }
        return loss;
    }

    @ParameterizedTest
    @MethodSource("small")
    void gradientsAreCentralDifferencesInDouble(NetworkSpec spec) {
        NetworkRun run = run(spec, Kernels.fastest(), Team.of(1));
        run(run, new Batch().of(FEW.of(spec)));
        float[] values = network(spec).values();
        double[] parameters = new double[values.length];
        Arrays.setAll(parameters, i -> values[i]);
        double largest = 0;
        for (float gradient : run.gradients()) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        for (Window window : Network.layoutOf(spec).windows()) {
            for (int i = window.offset(); i < window.offset() + window.size(); i++) {
                double value = parameters[i];
                parameters[i] = value + STEP;
                double after = loss(spec, parameters);
                parameters[i] = value - STEP;
                double before = loss(spec, parameters);
                parameters[i] = value;
                assertEquals(
                        (after - before) / (2 * STEP), run.gradients()[i], CLOSE * largest, window.name() + " " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void aSequenceHasTheSameBitsAloneAndInAnyBatch(NetworkSpec spec) {
        int[] order = {2, 0, 3, 1};
        Batch permuted = new Batch().of(FEW.of(spec), order, 0, order.length);
        NetworkRun together = run(spec, Kernels.fastest(), Team.of(1));
        together.forward(permuted);
        for (int b = 0; b < order.length; b++) {
            NetworkRun alone = run(spec, Kernels.scalar(), Team.of(1));
            Batch single = new Batch().of(FEW.of(spec), order, b, b + 1);
            alone.forward(single);
            for (int row = 0; row < alone.outputRows(); row++) {
                int step = alone.unrolling().step(row);
                int there = spec.answersEachStep() ? together.unrolling().row(step, b) : b;
                assertArrayEquals(row(alone.output(), row), row(together.output(), there));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("large")
    void threadsAndVectorsChangeNoBit(NetworkSpec spec) {
        Batch batch = new Batch().of(MANY.of(spec));
        NetworkRun plain = run(spec, Kernels.scalar(), Team.of(1));
        run(plain, batch);
        try (Team team = Team.of(3)) {
            NetworkRun shared = run(spec, Kernels.fastest(), team);
            run(shared, batch);
            for (int row = 0; row < plain.outputRows(); row++) {
                assertArrayEquals(row(plain.output(), row), row(shared.output(), row));
            }
            assertArrayEquals(plain.gradients(), shared.gradients());
        }
    }

    @Test
    void aFrozenEmbeddingOfWordsHasNoGradientButItsLettersHave() {
        NetworkSpec spec = SampleNetworks.words(1);
        var all = new NetworkRun(NetworkWeights.forTraining(network(spec)), Kernels.fastest(), Team.of(1));
        var some = new NetworkRun(
                NetworkWeights.forTraining(network(spec), Set.of(Role.EMBEDDING)), Kernels.fastest(), Team.of(1));
        run(all, new Batch().of(FEW.of(spec)));
        run(some, new Batch().of(FEW.of(spec)));
        int table = Network.layoutOf(spec).windows().getFirst().size();
        float[] expected = all.gradients().clone();
        Arrays.fill(expected, 0, table, 0);
        assertArrayEquals(expected, some.gradients());
    }

    @Test
    void wordsAndLettersThatAreUnknownAreNamed() {
        NetworkRun run = run(SampleNetworks.words(1), Kernels.scalar(), Team.of(1));
        assertRefused(
                run,
                "sequence 1, step 0: word 7 must be in 0 .. 6",
                Sequences.ofWords(new int[][] {{0}, {7}}, new int[][][] {{{1}}, {{1}}}));
        assertRefused(
                run,
                "sequence 1, step 2, letter 1: token 5 must be in 0 .. 4",
                Sequences.ofWords(new int[][] {{0}, {1, 2, 3}}, new int[][][] {{{1}}, {{1}, {2}, {1, 5}}}));
        assertRefused(run, "the network reads words but was given tokens", Sequences.ofTokens(new int[][] {{0}}));
    }

    private static void assertRefused(NetworkRun run, String message, Sequences sequences) {
        var error = assertThrows(IllegalArgumentException.class, () -> run.forward(new Batch().of(sequences)));
        assertEquals(message, error.getMessage());
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }
}
