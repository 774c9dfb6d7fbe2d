package dev.unroll.cli;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;
import java.util.Arrays;

/** The speed of one thread in the product that training spends its time in: a batch of states times a weight. */
public final class ProductSpeed {

    private static final int BATCH = 32;
    private static final int HIDDEN = 128;

    /** Floating-point operations of one product: a multiplication and an addition each. */
    private static final double OPERATIONS = 2.0 * BATCH * HIDDEN * HIDDEN;

    /** How much faster than the first, interpreted product a compiled one is at least. */
    private static final int COMPILED = 20;

    /** The compiler works in several passes: it is done if for so long nothing has become a tenth faster. */
    private static final long STEADY_NANOS = 1_000_000_000;

    private static final long PATIENCE_NANOS = 8_000_000_000L;

    private ProductSpeed() {}

    /** Returns the speed of the best product, once they are compiled, in 10⁹ operations a second. */
    public static double gflops(Kernels kernels) {
        Matrix states = Matrix.zeros(BATCH, HIDDEN);
        Arrays.fill(states.data(), 0.5f);
        var weights = new Panels(HIDDEN, HIDDEN);
        Arrays.fill(weights.data(), 0.25f);
        Matrix result = Matrix.zeros(BATCH, HIDDEN);
        var scratch = new Scratch();
        long first = 0;
        long best = Long.MAX_VALUE / 10;
        long start = System.nanoTime();
        long improved = start;
        for (long now = start; now - start < PATIENCE_NANOS; ) {
            kernels.addProduct(states, 0, weights, result, 0, BATCH, scratch);
            long then = System.nanoTime();
            first = first == 0 ? then - now : first;
            if (10 * (then - now) < 9 * best) {
                best = then - now;
                improved = then;
            }
            if (best * COMPILED < first && then - improved > STEADY_NANOS) {
                break;
            }
            now = then;
        }
        return OPERATIONS / Math.max(1, best);
    }
}
