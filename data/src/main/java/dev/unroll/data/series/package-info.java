/**
 * Series: numbers over time, at equal distances.
 *
 * <p>A {@link dev.unroll.data.series.Series} is a target with the columns beside it; its {@link
 * dev.unroll.data.series.TimeAxis} says when each step is, in the words of the file, and goes on beyond the end. Readers turn
 * tables into a {@link dev.unroll.data.series.SeriesDataset}, whatever their layout.
 */
package dev.unroll.data.series;
