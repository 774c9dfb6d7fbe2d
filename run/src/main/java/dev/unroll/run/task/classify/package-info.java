/** One label for a whole sequence: of texts, or of vectors. */
package dev.unroll.run.task.classify;
