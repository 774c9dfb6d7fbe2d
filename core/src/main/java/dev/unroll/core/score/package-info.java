/**
 * How well a network answers: sums over examples, and the scores that follow from them. Uses {@code kernel} and {@code loss}.
 */
package dev.unroll.core.score;
