/**
 * The gradients of a training that is shared out, over sockets: {@link dev.unroll.spark.exchange.Exchange} is a {@link
 * dev.unroll.core.shard.GradientExchange} of members, processes that reach each other by TCP. Knows nothing of Spark but the
 * Netty that it brings; how members learn of each other's addresses is their caller's.
 *
 * <p><b>One update.</b> The P parameters are cut into chunks of at most 64 KiB, dealt out to the E members in turn; a member's
 * chunks are its piece. Every member sends every other its piece of the gradient of each of its shards; who has the piece sums them
 * up in the order of the shards, and sends the sum to all. A frame has a chunk without its blocks of zeros, and is summed as soon as
 * all shards have it. Two rounds, whatever E is.
 *
 * <p><b>Why not a ring.</b> A ring adds up on the way, each piece from another member on, and a member's own shards first: the
 * bits would depend on who has which shard. And it takes 2 (E − 1) rounds. With one shard a member both send and receive
 * 8 P (E − 1) / E bytes a member and update at most; here n shards a member take 4 (n + 1) P (E − 1) / E, as nothing is summed before all
 * is there. A member has E − 1 connections, outside the heap what has come of others' gradients in its own piece and is not
 * summed up, and up to 1 MiB a connection that waits to be sent. What a member sends early, of the next update, waits at the other.
 *
 * <p><b>Whom it believes.</b> Those who prove by HMAC-SHA-256 of fresh challenges that they know the secret of the training; whoever
 * else connects is dropped. With {@link dev.unroll.spark.exchange.ExchangeOptions.Encryption#AES_GCM} each frame is encrypted and
 * authenticated with a key of the connection and a counter, but for its head, which is authenticated only: kind, step, place, and
 * the hash of the parameters. Without it whoever can read or change packets can do so with gradients, as with what Spark itself
 * does not encrypt. Spark's own ciphers are inside its transport, and let a message pass that is sent twice.
 */
@NullMarked
package dev.unroll.spark.exchange;

import org.jspecify.annotations.NullMarked;
