/**
 * What is measured: a workload is a network, a batch and a way to train or ask it.
 *
 * <p>Unroll and its peers read the same {@link dev.unroll.bench.workload.Workload}, so their shapes cannot differ. A
 * workload knows its floating-point operations, and so how fast it could be at most. Names and shapes are those that
 * {@code docs/performance.md} explains.
 */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench.workload;
