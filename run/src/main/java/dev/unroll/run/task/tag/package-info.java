/** A tag for each word of a sentence: parts of speech, or spans of entities. */
package dev.unroll.run.task.tag;
