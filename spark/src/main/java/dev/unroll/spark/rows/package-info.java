/**
 * Rows of a data frame as examples of a training, in an order that does not depend on how they were spread, and what is counted of
 * them. Uses the lists of {@code score}.
 */
@NullMarked
package dev.unroll.spark.rows;

import org.jspecify.annotations.NullMarked;
