/** Readers of sequences of vectors. */
package dev.unroll.data.vectors;
