package dev.unroll.bench.measure;

import dev.unroll.bench.workload.Workload;
import dev.unroll.core.network.Network;
import java.io.IOException;

/**
 * The parts of a cluster's training that one machine can tell.
 *
 * @param step how long a step takes on one thread
 * @param parameters of the network
 */
public record ClusterParts(Times step, int parameters) {

    /** Until compilers have done their work. */
    private static final double WARM_UP_SECONDS = 5;

    /** Measures a training step in a process of its own. */
    public static ClusterParts of(Workload workload, double seconds) throws IOException {
        try (var process = new WorkerProcess("unroll", Peer.unroll(1))) {
            process.prepare(workload);
            process.run(WARM_UP_SECONDS);
            return new ClusterParts(
                    process.run(seconds), Network.layoutOf(workload.network()).size());
        }
    }
}
