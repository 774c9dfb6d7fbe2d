/** The rows of tables and the JSON objects of lines, of files whose records are no labeled texts. */
package dev.unroll.data.rows;
