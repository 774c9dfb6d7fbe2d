/**
 * The rows of tables and the JSON objects of lines, of files whose records are no labeled texts, and the counts of what was
 * read.
 */
package dev.unroll.data.rows;
