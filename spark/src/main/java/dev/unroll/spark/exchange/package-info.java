/**
 * The gradients of a training that is shared out, over sockets: {@link dev.unroll.spark.exchange.Exchange} is a {@link
 * dev.unroll.core.shard.GradientExchange} of members, processes that reach each other by TCP. Knows nothing of Spark but the
 * Netty that it brings; how members learn of each other's addresses is their caller's.
 *
 * <p><b>One update.</b> The P parameters are cut into E pieces, one for each member to own. Every member sends every owner its
 * piece of the gradient of each of its shards; the owner sums them up in the order of the shards, and sends the sum of its piece
 * to all. All in frames of at most 64 KiB of gradient, each summed as soon as all shards have it. Two rounds, whatever E is.
 *
 * <p><b>Why not a ring.</b> A ring adds up on the way, each piece from another member on, and a member's own shards first: the
 * bits would depend on who has which shard. And it takes 2 (E − 1) rounds. With one shard a member both send and receive
 * 8 P (E − 1) / E bytes a member and update; here n shards a member take 4 (n + 1) P (E − 1) / E, as nothing is summed before all
 * is there. A member has E − 1 connections, and room for the gradients of others' shards in its own piece.
 *
 * <p><b>Whom it believes.</b> Those who prove by HMAC-SHA-256 of fresh challenges that they know the secret of the training; whoever
 * else connects is dropped. With {@link dev.unroll.spark.exchange.ExchangeOptions.Encryption#AES_GCM} each frame is encrypted and
 * authenticated with a key of the connection and a counter; without it, as with Spark's own traffic, whoever can change packets
 * can change gradients. Spark has ciphers too, but of the inside of its own transport, and a message sent twice is one to them.
 */
@NullMarked
package dev.unroll.spark.exchange;

import org.jspecify.annotations.NullMarked;
