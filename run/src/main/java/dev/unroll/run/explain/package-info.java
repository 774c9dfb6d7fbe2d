/**
 * Questions why a model gives a label, and what explains it, as a page, as lines and as data: for all tasks that answer
 * labels.
 *
 * <p>Uses {@code page} and {@code task}; the packages of tasks use it.
 */
package dev.unroll.run.explain;
