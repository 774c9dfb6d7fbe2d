/** Values for a whole sequence of vectors. */
package dev.unroll.run.task.regress;
