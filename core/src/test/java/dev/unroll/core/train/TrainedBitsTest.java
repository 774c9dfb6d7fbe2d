package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.update.GradientClip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One seed ends in one SHA-256: on every machine, with any kernels, any lane count, any team. */
@Tag("lanes")
class TrainedBitsTest {

    /** Of all weights, little-endian, after the training below. It changes only if what a training step means changes. */
    private static final String PINNED = "e5cdc2c8f41a2f56e1dc2dc9d5edcb70340d4ab047171dc4d2b1b7d29d904a49";

    /** The same of a layer and a head whose weights are packed in several pieces each way. */
    private static final String PINNED_LARGE = "2ab1165cfbb5fa57a5bb0d32276640317588582eee969104c30fcb5aa381c259";

    private static final int STEPS = 20;
    private static final int TOKENS = 11;
    private static final int CLASSES = 5;
    private static final int WORDS = 37;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void fastestKernels(int threads) throws NoSuchAlgorithmException {
        assertEquals(PINNED, train(small(), Kernels.fastest(), threads));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void scalarKernels(int threads) throws NoSuchAlgorithmException {
        assertEquals(PINNED, train(small(), Kernels.scalar(), threads));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void largeHead(int threads) throws NoSuchAlgorithmException {
        assertEquals(PINNED_LARGE, train(large(), Kernels.fastest(), threads));
    }

    private static NetworkSpec large() {
        return new NetworkSpec(
                new InputSpec.Embedding(TOKENS, 13),
                List.of(new Layer(Cells.elman(13, 270, Bias.PRESENT))),
                Dropouts.NONE,
                new Readout.LastStep(),
                new Head.Linear(530));
    }

    private static NetworkSpec small() {
        return new NetworkSpec(
                new InputSpec.Embedding(TOKENS, 13),
                List.of(
                        new Layer(Cells.lstm(13, 17, Bias.PRESENT), Reading.BIDIRECTIONAL),
                        new Layer(Cells.gru(34, 19, Bias.PRESENT))),
                new Dropouts(0.1, 0.2, 0.3),
                new Readout.Max(),
                new Head.Linear(CLASSES));
    }

    private static String train(NetworkSpec spec, Kernels kernels, int threads) throws NoSuchAlgorithmException {
        var dice = new Dice(1);
        int[][] tokens = new int[WORDS][];
        int[] labels = new int[WORDS];
        int[] order = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            tokens[i] = new int[dice.between(1, 9)];
            Arrays.setAll(tokens[i], _ -> dice.below(TOKENS));
            labels[i] = dice.below(CLASSES);
            order[i] = i;
        }
        var plan = TrainingPlan.of(new Adam(), 3e-3).withClip(GradientClip.byNorm(0.5));
        try (var compute = new Compute(kernels, Team.of(threads))) {
            var training = new TrainingStep(Network.initialize(spec, Initialization.KERAS, 7), plan, compute);
            var batch = new Batch().of(Sequences.ofTokens(tokens), order, 0, WORDS);
            for (int step = 0; step < STEPS; step++) {
                training.step(batch, Labels.ofSequences(labels), 3e-3, 7, step);
            }
            return sha256(training.network().values());
        }
    }

    private static String sha256(float[] values) throws NoSuchAlgorithmException {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
