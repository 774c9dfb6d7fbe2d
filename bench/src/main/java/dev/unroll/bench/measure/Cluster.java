package dev.unroll.bench.measure;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;

/**
 * What a synchronous training would do on a cluster, reckoned from parts that were measured on one machine. Each update waits for
 * the slowest executor, whose time is drawn from the times that were measured, and for the gradients to be exchanged.
 *
 * @param step how long one executor needs for its batch
 * @param bytes of a gradient
 * @param link of each machine, in bits a second, each way at once
 * @param latency seconds until a message arrives
 * @param message seconds that a machine spends on sending and receiving a message
 */
public record Cluster(Times step, long bytes, double link, double latency, double message) {

    /** Updates that are simulated. */
    private static final int UPDATES = 2000;

    /** How gradients become one. */
    public enum Exchange {
        /** Each has a piece that all send it, sums it up and sends it to all: what Unroll does. */
        DIRECT,
        /** Pieces go around and are summed up on the way (Patarasuk and Yuan 2009). */
        RING,
        /** Pairs send whole gradients to one, pairs of pairs too, and the sum goes back, as Spark's treeAggregate does. */
        TREE
    }

    /** Returns how many seconds the executors need to exchange gradients once. */
    public double exchange(Exchange how, int executors) {
        double whole = 8.0 * bytes / link;
        double shares = 2 * (executors - 1.0) / executors * whole;
        int others = executors - 1;
        return switch (how) {
            case DIRECT -> others == 0 ? 0 : shares + 2 * (latency + others * message);
            case RING -> shares + 2 * others * (latency + message);
            case TREE -> 2 * levels(executors) * (whole + latency + message);
        };
    }

    private static int levels(int executors) {
        return 32 - Integer.numberOfLeadingZeros(executors - 1);
    }

    /** Returns the mean seconds until the slowest of the executors has its gradient. */
    public double slowest(int executors) {
        double sum = 0;
        for (int update = 0; update < UPDATES; update++) {
            double slowest = 0;
            for (int e = 0; e < executors; e++) {
                float share = CounterHash.uniform(1, Purpose.MADE_DATA, update, e, 0, 0);
                slowest = Math.max(slowest, step.quantile(share));
            }
            sum += slowest;
        }
        return sum / UPDATES / 1e9;
    }

    /** Returns how many times as many samples a second as one executor they learn. */
    public double speedUp(Exchange how, int executors) {
        return executors * slowest(1) / (slowest(executors) + exchange(how, executors));
    }

    /**
     * What checkpoints and failures take of a training.
     *
     * @param write seconds that a checkpoint takes
     * @param failures mean seconds until an executor fails
     * @param restart seconds from a failure until the training goes on
     */
    public record Faults(double write, double failures, double restart) {

        /** Returns the seconds between checkpoints at which least is lost (Young 1974). */
        public double period(int executors) {
            return Math.sqrt(2 * write * failures / executors);
        }

        /** Returns the part of the time in which the training goes on, if checkpoints have these seconds between them. */
        public double kept(int executors, double period) {
            return 1 / (1 + write / period + executors / failures * (restart + period / 2));
        }
    }
}
