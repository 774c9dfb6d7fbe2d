package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.cell.Cells;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.CrossEntropy;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 1 for training: one seed, one SHA-256 of the weights, whatever computes. */
@Tag("lanes")
class TrainingBitsTest {

    private static final int EXAMPLES = 60;

    /** Everything that a network may have, in sizes that are no multiple of a vector and large enough to share out. */
    private static final NetworkSpec SPEC = new NetworkSpec(
            new InputSpec.Embedding(11, 19),
            List.of(
                    new Layer(Cells.lstm(19, 37, Bias.PRESENT), Reading.BIDIRECTIONAL),
                    new Layer(Cells.gru(74, 33, Bias.PRESENT))),
            new Dropout(0.1, 0.2, 0.3),
            new Readout.Max(),
            new Head.Linear(5));

    /** By the kernels that define every operation, on one thread. */
    private static final String EXPECTED = trained(Kernels.scalar(), 1);

    private static String trained(Kernels kernels, int threads) {
        int[][] tokens = new int[EXAMPLES][];
        int[] classes = new int[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            tokens[i] = new int[1 + (int) (12 * CounterHash.uniform(4, Purpose.SAMPLING, i, 0, 0, 0))];
            int example = i;
            Arrays.setAll(tokens[i], t -> (int) (11 * CounterHash.uniform(4, Purpose.SAMPLING, example, t, 1, 0)));
            classes[i] = tokens[i][0] % 5;
        }
        Sequences inputs = Sequences.ofTokens(tokens);
        Labels labels = Labels.ofSequences(classes);
        Network network = Network.initialize(SPEC, Initialization.KERAS, 9);
        int[] order =
                BatchPlan.of(inputs, EXAMPLES, BatchPlan.Grouping.RANDOM, 9, 1).order();
        try (Team team = Team.of(threads)) {
            var step = new TrainingStep(
                    network, new CrossEntropy(), new AdamW(), Optional.of(new GradientClip(0.1)), kernels, team);
            for (int i = 0; i < 10; i++) {
                // Two batches of unequal size in turn.
                var batch =
                        i % 2 == 0 ? new Batch().of(inputs, order, 0, 37) : new Batch().of(inputs, order, 37, EXAMPLES);
                step.step(batch, labels, 0.01, 9, i);
            }
            return Task.sha256(step.network());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void tenStepsEndInTheSameBitsOnAnyNumberOfThreads(int threads) {
        assertEquals(EXPECTED, trained(Kernels.fastest(), threads));
    }

    @Test
    void theScalarKernelsShareTheWorkAsWell() {
        assertEquals(EXPECTED, trained(Kernels.scalar(), 3));
    }
}
