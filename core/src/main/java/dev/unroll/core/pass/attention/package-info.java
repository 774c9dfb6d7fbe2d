/**
 * Parts that read a memory, at work: what an encoder made of a source.
 *
 * <p>{@link dev.unroll.core.pass.attention.CombinedWeights} is attention after the layers before it, {@link
 * dev.unroll.core.pass.attention.AttentiveWeights} a recurrent layer that attends at each step; both score and weigh the memory
 * by one {@code Scorer}. Threads own whole sequences, and so the gradients of their sources. Not exported: public only for the
 * package of passes.
 */
package dev.unroll.core.pass.attention;
