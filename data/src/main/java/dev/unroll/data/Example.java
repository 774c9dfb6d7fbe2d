package dev.unroll.data;

/**
 * One example: what is read, and what is to be answered.
 *
 * @param <I> a text, a sequence of vectors, words
 * @param <T> a label, a label for each step, values
 */
public record Example<I, T>(I input, T target) {}
