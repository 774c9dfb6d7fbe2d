/**
 * The well-known cells, and what can be made of any cell.
 *
 * <p>{@link dev.unroll.core.cells.Cells} has a factory for each cell, in the letters of its paper, and the table that names
 * them. {@link dev.unroll.core.cells.Regularization} writes a cell's equations anew with masks, and {@link
 * dev.unroll.core.cells.KeepGates} finds the gates by which a state is kept, from the equations alone.
 */
package dev.unroll.core.cells;
