/**
 * JSON as plain data, for the files of models and checkpoints; not exported.
 *
 * <p>{@link dev.unroll.core.json.Json} reads and writes objects as maps, lists, strings, doubles and Booleans. It is
 * strict: what is broken, repeated or nested without end is refused where it stands. What the data mean is its callers'
 * business. It uses Gson and none of our own packages.
 */
package dev.unroll.core.json;
