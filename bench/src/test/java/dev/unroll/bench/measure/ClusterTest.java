package dev.unroll.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.bench.measure.Cluster.Exchange;
import dev.unroll.bench.measure.Cluster.Faults;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private static final long MEGABYTE = 1_000_000;

    /** A gradient of 1 MB takes 8 ms over 1 Gbit/s. */
    private static Cluster cluster(Times step) {
        return new Cluster(step, MEGABYTE, 1e9, 1e-3, 1e-4);
    }

    @Test
    void oneExecutorExchangesNothing() {
        for (Exchange how : Exchange.values()) {
            assertEquals(0, cluster(Times.parse("1")).exchange(how, 1), how::name);
        }
    }

    @Test
    void piecesAndWholeGradientsTakeWhatTheirBytesTake() {
        Cluster cluster = cluster(Times.parse("1"));
        assertEquals(2 * 0.75 * 8e-3 + 2 * (1e-3 + 3 * 1e-4), cluster.exchange(Exchange.DIRECT, 4), 1e-12);
        assertEquals(2 * 0.75 * 8e-3 + 6 * 1.1e-3, cluster.exchange(Exchange.RING, 4), 1e-12);
        assertEquals(2 * 2 * (8e-3 + 1.1e-3), cluster.exchange(Exchange.TREE, 4), 1e-12);
    }

    @Test
    void whereAllStepsTakeAsLongNobodyWaits() {
        Cluster cluster = cluster(Times.parse("50000000 50000000"));
        assertEquals(0.05, cluster.slowest(1), 1e-9);
        assertEquals(0.05, cluster.slowest(100), 1e-9);
        double expected = 2 * 0.05 / (0.05 + cluster.exchange(Exchange.DIRECT, 2));
        assertEquals(expected, cluster.speedUp(Exchange.DIRECT, 2), 1e-9);
    }

    @Test
    void manyWaitForTheSlowest() {
        Cluster cluster = cluster(Times.parse("10000000 11000000 12000000 13000000 20000000"));
        assertEquals(0.01275, cluster.slowest(1), 2e-4);
        assertTrue(cluster.slowest(10) > cluster.slowest(2));
        assertEquals(0.02, cluster.slowest(1000), 1e-4);
    }

    @Test
    void checkpointsAtTheBestPeriodLoseLeast() {
        var faults = new Faults(1, 86_400, 40);
        double period = faults.period(8);
        assertEquals(Math.sqrt(2 * 86_400 / 8.0), period, 1e-9);
        assertTrue(faults.kept(8, period) > faults.kept(8, period / 2));
        assertTrue(faults.kept(8, period) > faults.kept(8, period * 2));
    }
}
