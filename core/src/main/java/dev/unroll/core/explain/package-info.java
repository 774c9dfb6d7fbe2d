/**
 * Why a model answers as it does: an {@link dev.unroll.core.explain.Explanation} of a label, a
 * {@link dev.unroll.core.explain.ValueExplanation} of a value, a {@link dev.unroll.core.explain.SeriesExplanation} of a
 * forecast, a {@link dev.unroll.core.explain.PairExplanation} of another sequence that a decoder says, a
 * {@link dev.unroll.core.explain.CtcExplanation} of one that a model of CTC says.
 *
 * <p>Labels and values are explained by gradients, from a trace of everything that the network computed, and by what it
 * would have answered after each step; forecasts and sequences by hiding parts of what was read and asking again, through
 * everything that lies between the data and the answer. May use everything.
 */
package dev.unroll.core.explain;
