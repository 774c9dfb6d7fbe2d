/**
 * The measuring side: processes that measure in turn, the machine's peak, and what the times amount to.
 *
 * <p>Two libraries are compared pair by pair, A B A B, because the speed of a shared machine changes from minute to minute:
 * neighbors in time saw the same machine. The peak is a loop of fused multiply-adds that touches no memory, measured in
 * between.
 */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench.measure;
