/**
 * Times: how they are written, what they mean, and how far apart they are.
 *
 * <p>Inside, a time is the milliseconds since 1970 in UTC and a zone; a table without a zone has the clock of UTC.
 */
package dev.unroll.data.series.time;
