/**
 * A model on Kafka Streams: each key of a topic is a sequence, whose state is in a store of Kafka Streams with its changelog.
 *
 * <p>{@link dev.unroll.kafka.ModelAnswers} makes answers of events, {@link dev.unroll.kafka.StateSerde} bytes of states. All else
 * is {@code core.stream} and Kafka's own.
 */
@NullMarked
package dev.unroll.kafka;

import org.jspecify.annotations.NullMarked;
