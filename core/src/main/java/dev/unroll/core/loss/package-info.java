/**
 * Losses. A {@link dev.unroll.core.loss.Loss} compares outputs with {@link dev.unroll.core.loss.Targets}, row by row or
 * sequence by sequence, and writes the gradient. Definitions and options are PyTorch's. Uses {@code kernel} and {@code form}.
 */
package dev.unroll.core.loss;
