/**
 * Readers of pairs: a source, and the texts that are right targets of it, as a translation has them, or a word and its
 * pronunciations.
 *
 * <p>A {@link dev.unroll.data.pair.PairFormat} says how pairs are written: in the columns of a table, in parallel files, as JSON
 * lines, or as the CMU Pronouncing Dictionary has them. {@link dev.unroll.data.pair.PairFiles} reads a file, a folder or a zip
 * into a {@link dev.unroll.data.pair.PairDataset}, whose examples have each source once, so that a split never parts what is
 * one source. {@link dev.unroll.data.pair.PairFacts} are what is worth to be known of it. May use {@code dev.unroll.data} and
 * its packages {@code file} and {@code text}.
 */
package dev.unroll.data.pair;
