/**
 * Tables of series: {@link dev.unroll.data.series.table.SeriesTable} reads them whatever their layout, as a {@link
 * dev.unroll.data.series.table.SeriesForm} says; {@link dev.unroll.data.series.table.SeriesFindings} is what was met.
 *
 * <p>A table is read once, row by row, into columns of plain numbers. Then the rows of each series are put into the order of
 * their times and onto equal steps, and what is missing is treated by the rule.
 */
package dev.unroll.data.series.table;
