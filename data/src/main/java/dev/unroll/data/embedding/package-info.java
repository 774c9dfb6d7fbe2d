/** Word vectors: read from a file, or counted from which words stand near each other. */
package dev.unroll.data.embedding;
