package dev.unroll.core.update;

/**
 * The gradients of an epoch's steps.
 *
 * @param mean of the Euclidean norms before clipping
 * @param largest of these norms
 * @param clipped steps whose gradient was shortened
 */
public record GradientStatistics(double mean, double largest, long clipped) {}
