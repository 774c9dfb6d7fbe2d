/**
 * Models on streams that have many sequences, each under a key whose state is kept elsewhere: in the store of an engine.
 *
 * <p>A {@link dev.unroll.core.stream.KeyedModel} takes the {@link dev.unroll.core.stream.StreamState} of a key and an {@link
 * dev.unroll.core.stream.Event}, and gives the state after it and an {@link dev.unroll.core.stream.Answer}. A state knows its
 * bytes, and of which model it is. Uses {@code model} and what that uses; knows no engine.
 */
package dev.unroll.core.stream;
