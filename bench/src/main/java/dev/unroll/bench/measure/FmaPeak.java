package dev.unroll.bench.measure;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The most floating-point operations that this machine does in a second: fused multiply-adds that stay in registers. */
public final class FmaPeak {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    /** Chains that run side by side: the latency of a multiply-add times the number of units, and some more. */
    private static final int CHAINS = 12;

    private static final int ITERATIONS = 1 << 16;

    /** The operations of {@link #once}. */
    public static final double OPERATIONS = 2.0 * CHAINS * FLOATS.length() * ITERATIONS;

    /** After so long the loop is compiled; before, it makes objects of its vectors. */
    private static final double WARM_UP_SECONDS = 2;

    private static volatile boolean compiled;

    private FmaPeak() {}

    /** Runs the loop once, about a fifth of a millisecond, and returns some number that depends on all of it. */
    public static float once() {
        return chains(1, 0.5f);
    }

    /**
     * Returns 10⁹ operations a second of all {@code threads} together, the best tenth of {@code seconds} of each; no more of them
     * work than there are processors, as they would not all work at the same time.
     */
    public static double gflops(int threads, double seconds) throws InterruptedException {
        if (!compiled) {
            gflopsOfOneThread(WARM_UP_SECONDS);
            compiled = true;
        }
        int workersAtOnce = Math.min(threads, Runtime.getRuntime().availableProcessors());
        double[] best = new double[workersAtOnce];
        var workers = new Thread[workersAtOnce];
        for (int i = 0; i < workersAtOnce; i++) {
            int member = i;
            workers[i] = Thread.ofPlatform().start(() -> best[member] = gflopsOfOneThread(seconds));
        }
        double sum = 0;
        for (int i = 0; i < workersAtOnce; i++) {
            workers[i].join();
            sum += best[i];
        }
        return sum;
    }

    private static double gflopsOfOneThread(double seconds) {
        double best = 0;
        long start = System.nanoTime();
        for (long now = start; now - start < seconds * 1e9; ) {
            long from = now;
            double operations = 0;
            do {
                if (Float.isNaN(once())) {
                    throw new AssertionError("a sum of finite numbers is finite");
                }
                operations += OPERATIONS;
                now = System.nanoTime();
            } while (now - from < seconds * 1e8);
            best = Math.max(best, operations / (now - from));
        }
        return best;
    }

    /** x ← x · ½ + 1 in every chain and lane; ends near 2. */
    private static float chains(float start, float factor) {
        var half = FloatVector.broadcast(FLOATS, factor);
        var one = FloatVector.broadcast(FLOATS, start);
        var a = one;
        var b = one;
        var c = one;
        var d = one;
        var e = one;
        var f = one;
        var g = one;
        var h = one;
        var i = one;
        var j = one;
        var k = one;
        var l = one;
        for (int n = 0; n < ITERATIONS; n++) {
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
            k = k.fma(half, one);
            l = l.fma(half, one);
        }
        return a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l)
                .lane(0);
    }
}
