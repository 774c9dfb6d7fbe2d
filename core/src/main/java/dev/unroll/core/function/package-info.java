/**
 * The table of operations on elements that a cell's equations may use: functions of one vector and arithmetic of two.
 *
 * <p>Each operation has one home, which holds all that Unroll knows about it: its name in files, its signs in text, LaTeX and
 * MathML, its value as a scalar and in vectors with the same bits, and its slope. {@link
 * dev.unroll.core.function.OperationTable} lists them: a new one is a file like {@link dev.unroll.core.function.Softplus} and
 * a line there. Slopes are written in the operations themselves, so the way back is derived and needs no code of its own.
 * Nothing here knows of cells, steps or training.
 */
package dev.unroll.core.function;
