/**
 * Recurrent cells as equations.
 *
 * <p>A {@link dev.unroll.core.cell.Cell} is the equations of one time step, written once, as the paper writes them.
 * {@link dev.unroll.core.cells.Cells} holds the well-known ones, each in its own few lines with its source; a user's cell
 * is written in the same language and runs on the same path. A cell knows nothing of time, batches or weights: the
 * engine unrolls, differentiates, fuses and runs it. A cell prints itself as text and as LaTeX, and turns into plain data
 * and back.
 */
package dev.unroll.core.cell;
