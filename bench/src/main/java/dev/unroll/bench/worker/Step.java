package dev.unroll.bench.worker;

/** What is timed: a workload once, ready to run. */
@FunctionalInterface
public interface Step {

    /** Runs once; data, if any, take turns. */
    void run() throws Exception;
}
