/** The values to come of series. */
package dev.unroll.run.task.forecast;
