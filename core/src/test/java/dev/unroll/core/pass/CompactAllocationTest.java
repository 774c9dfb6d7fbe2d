package dev.unroll.core.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A step of a stream allocates nothing, whatever its weights are kept as; and a guard on the speed of compact kernels: where
 * C2 does not keep vectors in registers it makes objects of them, ten times slower.
 */
@Tag("allocation")
class CompactAllocationTest {

    /** Patience for the compiler on a machine that has other work; a result that comes sooner ends the wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int STEPS = 200;

    @ParameterizedTest
    @EnumSource
    void aStepAllocatesNothing(WeightForm form) {
        // Of both layers' products, some columns fill eight or four vectors, some one, and some none.
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(31))
                .then(width -> new Layer(Cells.lstm(width, 67, Bias.PRESENT)))
                .then(width -> new Layer(Cells.gru(width, 50, Bias.PRESENT)));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 1).withWeights(form);
        var stepper = new Stepper(NetworkWeights.forInference(network), Kernels.fastest());
        Matrix state = stepper.newState();
        float[] input = new Dice(1).within(1, 31);
        float[] output = new float[spec.outputSize()];
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long allocated = Long.MAX_VALUE;
        while (allocated >= STEPS && System.nanoTime() - start < PATIENCE.toNanos()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < STEPS; i++) {
                stepper.step(input, state, state, output);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        // One vector a step would be far more than one byte a step.
        assertEquals(0, allocated / STEPS);
    }
}
