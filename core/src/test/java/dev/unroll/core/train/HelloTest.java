package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Adam;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "hell" is followed by "ello": the smallest network that carries its state, from ten starts of our own. */
class HelloTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void learnsHelloFromEverySeed(long seed) {
        var layers = List.of(new Layer(Cells.elman(4, 8, Bias.PRESENT)));
        var spec = new NetworkSpec(new InputSpec.OneHot(4), layers, new Readout.EveryStep(), new Head.Linear(4));
        var hello = new Examples(
                Sequences.ofTokens(new int[][] {{0, 1, 2, 2}}), Labels.ofSteps(new int[][] {{1, 2, 2, 3}}));
        var plan = TrainingPlan.of(new Adam(), 0.01).withEpochs(100).withSeed(seed);
        try (Compute compute = Compute.of(1)) {
            Network start = Network.initialize(spec, Initialization.PYTORCH, seed);
            Network trained = new Trainer(plan, compute).train(start, hello);
            double loss = new Evaluator(plan.loss(), 1, compute)
                    .evaluate(trained, hello)
                    .loss();
            assertTrue(loss < 0.05, "seed " + seed + ": loss " + loss);
        }
    }
}
