/**
 * Readers of labeled texts and sequences, the split into training and test, and the data that are embedded.
 *
 * <p>An example of a text is a distinct pair of a text, after normalization, and a label; data that come with a test part
 * stay as they were published. A reader never drops anything in silence: what it dropped, and where, is in the
 * {@link dev.unroll.data.ReadReport} beside the examples. A line that is not UTF-8 is such a report; a folder that is no
 * data set is a {@link dev.unroll.data.DataException}. A split parts inputs, never examples, so that no test input occurs
 * in training. Word vectors come from a file, or from what stands near what in the training part.
 */
package dev.unroll.data;
