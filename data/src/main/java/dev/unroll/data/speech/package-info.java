/**
 * Sounds and what is said in them: the features of each recording, and its right transcripts.
 *
 * <p>{@link dev.unroll.data.speech.SpeechFiles} reads a table or JSON lines that name recordings and their transcripts;
 * {@link dev.unroll.data.speech.DigitStrings} makes strings of spoken digits out of single ones. Both give a
 * {@link dev.unroll.data.speech.SpeechDataset}. May use {@code dev.unroll.data} and its packages {@code file}, {@code text},
 * {@code sound} and {@code pair}.
 */
package dev.unroll.data.speech;
