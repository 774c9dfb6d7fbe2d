/**
 * The processes that are measured: each serves one library, and one workload at a time, over its stdin and stdout.
 *
 * <p>A {@link dev.unroll.bench.worker.Contender} is a library that can run workloads; its {@code main} hands it to a
 * {@link dev.unroll.bench.worker.Worker}, which obeys one line at a time and is idle in between, so that two workers can
 * measure in turn. {@link dev.unroll.bench.worker.UnrollContender} is Unroll itself, through its public API; the peers are
 * modules of their own under {@code bench/peers}.
 */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench.worker;
