package dev.unroll.core.decode;

/**
 * Which tokens of a target are no part of it.
 *
 * @param unknown stands for what the vocabulary does not hold; never said. −1 for none
 * @param begin what a decoder is told first; never said
 * @param end says that the target ends
 */
public record Special(int unknown, int begin, int end) {}
