/**
 * The kernels one by one: how near the machine's peak, how far ahead of the scalar reference.
 *
 * <p>{@link dev.unroll.bench.kernel.KernelGuard} is quick and fails where a kernel fell off a cliff; the classes named
 * {@code …Benchmark} are for JMH and take their time.
 */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench.kernel;
