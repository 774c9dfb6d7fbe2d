package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.unroll.core.cell.Cells;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.CrossEntropy;
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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contract 5: in steady state a training step allocates nothing, on any thread. Until C2 has compiled the kernels their
 * vectors are objects; so the test waits until some measurements in a row are zero, but not for ever.
 */
@Tag("allocation")
class AllocationTest {

    /** Patience for the compiler on a machine that has other work; three quiet measurements end the wait sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int QUIET = 3;
    private static final int STEPS = 20;
    private static final int TOKENS = 12;
    private static final int CLASSES = 4;
    private static final int[] LENGTHS = {5, 9, 1, 14, 7, 3, 14, 2, 11, 6, 8, 13, 4, 10, 12};

    static List<NetworkSpec> networks() {
        var head = new Head.Linear(CLASSES);
        var dropout = new Dropouts(0.1, 0.2, 0.3);
        return List.of(
                new NetworkSpec(
                        new InputSpec.OneHot(TOKENS),
                        List.of(
                                new Layer(Cells.lstm(TOKENS, 24, Bias.PRESENT), Reading.BIDIRECTIONAL),
                                new Layer(Cells.gru(48, 24, Bias.PRESENT))),
                        new Dropouts(0, 0.2, 0.3),
                        new Readout.LastStep(),
                        head),
                new NetworkSpec(
                        new InputSpec.Embedding(TOKENS, 16),
                        List.of(
                                new Layer(Cells.gruResetBefore(16, 24, Bias.PRESENT)),
                                new Layer(Cells.lstm(24, 24, Bias.PRESENT), Reading.BIDIRECTIONAL)),
                        dropout,
                        new Readout.Max(),
                        head),
                new NetworkSpec(
                        new InputSpec.Embedding(TOKENS, 16),
                        List.of(
                                new Layer(SampleCells.byHand(16, 40, 20)),
                                new Layer(Cells.elmanRelu(20, 24, Bias.ABSENT))),
                        dropout,
                        new Readout.Mean(),
                        head));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void trainingStepsAllocateNothing(NetworkSpec spec) {
        try (Team team = Team.of(2)) {
            var training = new TrainingStep(
                    Network.initialize(spec, Initialization.PYTORCH, 1),
                    new CrossEntropy(),
                    new Adam(),
                    Optional.of(new GradientClip(0.5)),
                    Kernels.fastest(),
                    team);
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var steps = new Steps(training);
            int quiet = 0;
            long last = 0;
            long start = System.nanoTime();
            while (quiet < QUIET && System.nanoTime() - start < PATIENCE.toNanos()) {
                long before = threads.getTotalThreadAllocatedBytes();
                steps.run();
                last = threads.getTotalThreadAllocatedBytes() - before;
                quiet = last == 0 ? quiet + 1 : 0;
            }
            assertEquals(QUIET, quiet, last + " bytes in the last " + STEPS + " steps");
        }
    }

    /** Training on ragged batches of different sizes in turn. */
    private static final class Steps {

        private final TrainingStep training;
        private final Sequences words;
        private final int[] order = new int[LENGTHS.length];
        private final Batch batch = new Batch();
        private final Labels labels;
        private int done;

        Steps(TrainingStep training) {
            this.training = training;
            var dice = new Dice(3);
            int[][] tokens = new int[LENGTHS.length][];
            int[] classes = new int[LENGTHS.length];
            for (int i = 0; i < LENGTHS.length; i++) {
                tokens[i] = new int[LENGTHS[i]];
                Arrays.setAll(tokens[i], _ -> dice.below(TOKENS));
                classes[i] = dice.below(CLASSES);
                order[i] = i;
            }
            this.words = Sequences.ofTokens(tokens);
            this.labels = Labels.ofSequences(classes);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                int size = done % 3 == 0 ? LENGTHS.length : 4 + done % 3;
                batch.of(words, order, 0, size);
                training.step(batch, labels, 1e-3, 9, done++);
            }
        }
    }
}
