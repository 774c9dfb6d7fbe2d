/** Files as they are: lines of text, compressed or not, and what is wrong with one that cannot be read. */
package dev.unroll.data.file;
