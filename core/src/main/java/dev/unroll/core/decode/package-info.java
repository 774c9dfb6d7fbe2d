/**
 * From what a network puts out to a sequence of tokens.
 *
 * <p>{@link dev.unroll.core.decode.BeamSearch} lets a decoder that reads pairs say its target, token by token, and keeps several
 * beginnings at once; a {@link dev.unroll.core.decode.Search} says how, a {@link dev.unroll.core.decode.Hypothesis} is what it
 * says. {@link dev.unroll.core.decode.CtcGreedy} and {@link dev.unroll.core.decode.CtcBeam} read what a network of CTC puts out at
 * each step, the latter beside what a {@link dev.unroll.core.decode.Prior} knows: a list of words, or a network that guesses the
 * next token. {@link dev.unroll.core.decode.CtcAlignment} says which steps a token took. All ties are decided by order, so an
 * answer is the same alone and in any batch.
 */
package dev.unroll.core.decode;
