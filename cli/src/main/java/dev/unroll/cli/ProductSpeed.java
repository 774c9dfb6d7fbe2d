package dev.unroll.cli;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import java.util.Arrays;

/** The speed of one thread in the product that training spends its time in: a batch of states times a weight. */
final class ProductSpeed {

    private static final int BATCH = 32;
    private static final int HIDDEN = 128;

    /** Floating-point operations of one product: a multiplication and an addition each. */
    private static final double OPERATIONS = 2.0 * BATCH * HIDDEN * HIDDEN;

    /** Long enough for the compiler to finish on an idle machine, and for the best of the runs after it to be steady. */
    private static final long NANOS = 450_000_000;

    /** On a busy machine the compiler comes late; compiled, even the scalar kernels do twice as many in that time. */
    private static final int PRODUCTS = 2_000;

    /** Nobody waits longer, whatever the result. */
    private static final long MOST_NANOS = 8_000_000_000L;

    private ProductSpeed() {}

    /** Returns the best of the products that fit into half a second (more, if they are slow), in 10⁹ operations a second. */
    static double gflops(Kernels kernels) {
        Matrix states = Matrix.zeros(BATCH, HIDDEN);
        Arrays.fill(states.data(), 0.5f);
        var weights = new Panels(HIDDEN, HIDDEN);
        Arrays.fill(weights.data(), 0.25f);
        Matrix result = Matrix.zeros(BATCH, HIDDEN);
        long best = Long.MAX_VALUE;
        long start = System.nanoTime();
        long products = 0;
        for (long now = start; now - start < (products < PRODUCTS ? MOST_NANOS : NANOS); products++) {
            kernels.addProduct(states, 0, weights, result, 0, BATCH);
            long end = System.nanoTime();
            best = Math.min(best, end - now);
            now = end;
        }
        return OPERATIONS / Math.max(1, best);
    }
}
