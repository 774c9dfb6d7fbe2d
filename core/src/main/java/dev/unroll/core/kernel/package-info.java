/**
 * Matrices, products, pointwise functions and threads: all the arithmetic there is.
 *
 * <p>Every operation is defined by {@link dev.unroll.core.kernel.ScalarKernels} and made fast by {@code VectorKernels};
 * both give the same bits. Only classes named {@code Vector*}, here and in {@code core.function}, may touch the
 * incubating Vector API. An element of a
 * product is one chain of fused multiply-adds in ascending order, so that no result depends on tiles, threads or lanes.
 * Nothing here knows of time, cells or training.
 */
package dev.unroll.core.kernel;
