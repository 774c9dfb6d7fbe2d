package dev.unroll.bench.worker;

import dev.unroll.bench.workload.Workload;

/** A library that can run workloads. */
public interface Contender {

    /** Returns name, version and what else decides its speed, on one line. */
    String description();

    /**
     * Makes a workload ready: network, random data, everything but the first run.
     *
     * @throws UnsupportedOperationException if the library has no such network; the message says what it lacks
     */
    Step prepare(Workload workload, int threads) throws Exception;
}
