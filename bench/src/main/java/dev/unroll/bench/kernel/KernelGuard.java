package dev.unroll.bench.kernel;

import dev.unroll.bench.kernel.Product.Form;
import dev.unroll.bench.measure.FmaPeak;
import dev.unroll.core.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Says whether a product kernel has fallen off a cliff: a spilled register or a boxed vector halves its speed or worse, and
 * no test of its bits would notice.
 *
 * <p>A kernel is measured in short bursts, and the best of them is held against the best of the {@link FmaPeak} loop around
 * them, so that neither a busy machine nor its clock decides. Only what stays below its floor in every attempt has failed.
 */
public final class KernelGuard {

    private static final int ATTEMPTS = 3;
    private static final double PEAK_SECONDS = 0.2;

    /** Until the compiler has done its work; doubled with every attempt. */
    private static final double WARM_UP_SECONDS = 0.5;

    private static final int BURSTS = 20;
    private static final double BURST_SECONDS = 0.01;

    private final Kernels kernels;
    private final List<Floor> floors;

    /**
     * A kernel on a shape, and the share of the peak that it must reach.
     *
     * @param share some half of what it reaches on a quiet machine
     */
    private record Floor(Product product, double share) {}

    /** What was measured; {@code share} of the peak. */
    public record Finding(String product, double gflops, double share, double floor) {

        /** Returns whether the kernel is as fast as it must be. */
        public boolean passes() {
            return share >= floor;
        }
    }

    private KernelGuard(Kernels kernels, List<Floor> floors) {
        this.kernels = kernels;
        this.floors = floors;
    }

    /** Returns the guard of all product kernels. */
    public static KernelGuard ofProducts(Kernels kernels) {
        return new KernelGuard(
                kernels,
                List.of(
                        new Floor(new Product(Form.STATES, 64, 256, 256), 0.35),
                        new Floor(new Product(Form.STATES, 25, 512, 2048), 0.3),
                        new Floor(new Product(Form.STATES, 1792, 256, 256), 0.35),
                        new Floor(new Product(Form.STATES, 64, 28, 256), 0.2),
                        new Floor(new Product(Form.STATES, 1, 256, 1024), 0.06),
                        new Floor(new Product(Form.GRADIENTS, 256, 1792, 256), 0.3),
                        new Floor(new Product(Form.GRADIENTS, 256, 8, 256), 0.06)));
    }

    /** Measures each kernel, those that are too slow again, and returns the best of each. */
    public List<Finding> measure() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (Floor floor : floors) {
            Finding best = attempt(floor, WARM_UP_SECONDS);
            for (int attempt = 1; attempt < ATTEMPTS && !best.passes(); attempt++) {
                Finding again = attempt(floor, WARM_UP_SECONDS * (1 << attempt));
                best = again.share() > best.share() ? again : best;
            }
            findings.add(best);
        }
        return findings;
    }

    private Finding attempt(Floor floor, double warmUpSeconds) throws InterruptedException {
        burst(floor.product, warmUpSeconds);
        double peak = FmaPeak.gflops(1, PEAK_SECONDS);
        double best = 0;
        for (int burst = 0; burst < BURSTS; burst++) {
            best = Math.max(best, burst(floor.product, BURST_SECONDS));
        }
        return new Finding(floor.product.toString(), best, best / peak, floor.share);
    }

    /** Returns 10⁹ operations a second. */
    private double burst(Product product, double seconds) {
        long start = System.nanoTime();
        long now;
        int runs = 0;
        do {
            product.run(kernels);
            runs++;
            now = System.nanoTime();
        } while (now - start < seconds * 1e9);
        return product.operations() * runs / (now - start);
    }
}
