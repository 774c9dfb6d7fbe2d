/**
 * Experiments on fresh networks: what textbooks and papers say of training, measured, and a page of each.
 *
 * <p>Uses {@code page}.
 */
package dev.unroll.run.lab;
