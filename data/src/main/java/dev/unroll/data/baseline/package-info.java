/**
 * What stands beside every score: simple models of the same examples and the same split.
 *
 * <p>A neural network that does not beat them has learnt nothing worth its size. They train in seconds
 * and draw no random number, and of two labels that score alike they choose the first by name.
 */
package dev.unroll.data.baseline;
