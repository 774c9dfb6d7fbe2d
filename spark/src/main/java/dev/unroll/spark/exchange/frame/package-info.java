/**
 * What goes over the wire: a {@code Frame}, from a {@code FrameWriter} to a {@code FrameDecoder}, and the {@code Seal} of those that
 * are encrypted. Knows no members and no updates; for {@code exchange}, not for programs.
 */
@NullMarked
package dev.unroll.spark.exchange.frame;

import org.jspecify.annotations.NullMarked;
