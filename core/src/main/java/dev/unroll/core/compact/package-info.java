/**
 * Weights in fewer bits, for answering: {@link dev.unroll.core.compact.WeightForm} says what a weight is rounded to, and
 * {@link dev.unroll.core.compact.CompactPanels} keep what was rounded.
 *
 * <p>A rounded weight is a float like any other, so the answer of a model in a compact form is that of a float model with
 * rounded weights, bit for bit; the form decides only how many bytes a step reads. {@link
 * dev.unroll.core.compact.ScalarCompactKernels} define the products. Uses {@code kernel}.
 */
package dev.unroll.core.compact;
