/** A model's folder on the file systems of Hadoop. Uses nothing of the others. */
@NullMarked
package dev.unroll.spark.folder;

import org.jspecify.annotations.NullMarked;
