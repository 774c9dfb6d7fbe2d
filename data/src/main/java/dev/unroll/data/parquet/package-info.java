/** Parquet files, held against what they say of themselves before the library Hardwood takes memory for it. */
package dev.unroll.data.parquet;
