/** Data sets: what there are, where they lie, what is wrong with them. */
package dev.unroll.cli.data;
