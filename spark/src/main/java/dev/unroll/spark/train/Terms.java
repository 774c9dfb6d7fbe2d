package dev.unroll.spark.train;

import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;

/**
 * How the tasks of a barrier stage work together.
 *
 * @param checkpoints folder of this training; empty if there are to be none
 * @param hadoop by which it is reached
 */
record Terms(String checkpoints, SerializableConfiguration hadoop, SentExchange exchange) implements Serializable {}
