/**
 * From a network's outputs to tokens, where those are fewer than the steps: {@link dev.unroll.core.decode.CtcGreedy}, {@link
 * dev.unroll.core.decode.CtcBeam}, {@link dev.unroll.core.decode.CtcAlignment}. Uses {@code kernel}, {@code loss} and {@code network}.
 */
package dev.unroll.core.decode;
