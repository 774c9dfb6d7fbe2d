/**
 * Readers of tagged sentences: words, each with its tag, in the forms in which such corpora are published.
 *
 * <p>A {@link dev.unroll.data.tagged.TaggedFormat} says how a file is written: CoNLL-U, columns, or JSON lines. {@link
 * dev.unroll.data.tagged.TaggedFiles} reads a file, or a folder whose files are the parts of a corpus, into
 * {@link dev.unroll.data.tagged.TaggedSentences}. Words stay exactly as they stand, and so do sentences that occur twice.
 * A line that cannot be read costs its whole sentence, for a sentence with a hole has other neighbors; the
 * {@link dev.unroll.data.ReadReport} says where. May use {@code dev.unroll.data}.
 */
package dev.unroll.data.tagged;
