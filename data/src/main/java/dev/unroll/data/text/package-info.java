/** Readers of texts, with their classes or alone, and the words that are embedded. */
package dev.unroll.data.text;
