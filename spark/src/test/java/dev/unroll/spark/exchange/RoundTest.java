package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.Kind;
import dev.unroll.spark.exchange.frame.Seal;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundTest {

    /** A block for each of two members. */
    private static final int PARAMETERS = 64;

    private static final long STEP = 1;
    private static final long HASH = 42;

    private static Event.Received received(Kind kind, int shard, int from, int bytes) {
        var mark = new Frame.Mark(STEP, HASH, shard, from);
        return new Event.Received(1, new Frame(kind, mark, Unpooled.wrappedBuffer(new byte[bytes])));
    }

    /** What comes before an update is taken before anything is sent. */
    @Test
    void aSumOfWhatWasNotSentIsRefused() {
        var shards = new Shards(2, 0, 1, 2);
        var pieces = new Pieces(PARAMETERS, 2);
        var channel = new NioSocketChannel();
        var greeting = new Greeting(1, 0, 2, 2, 1, 1, PARAMETERS, 0, ByteBuffer.allocate(Greeting.NONCE));
        var partner = new Partner(
                new Peer(channel, greeting, new Seal.None()),
                "member 1",
                new Script(pieces, 1, 0, 1, 1),
                new Script(pieces, 0, 1, 0, 1));
        var round = new Round(
                shards, List.of(partner), new OwnPiece(pieces, 0, shards), new Errors(0), Duration.ofSeconds(1));
        round.keep(received(Kind.NUMBERS, 0, 0, ShardNumbers.SIZE));
        // A bit for the only block, which is zero.
        round.keep(received(Kind.GRADIENT, 1, 0, 1));
        round.keep(received(Kind.SUM, 0, 32, 1));
        var gradient = new ShardGradient(new float[PARAMETERS]);
        round.begin(STEP, HASH, List.of(gradient), new ShardGradient(gradient.values()));
        ExchangeException error = assertThrows(ExchangeException.class, () -> round.run(new Inbox(), () -> {}));
        assertEquals(
                "at step 1 member 1 sent the sum of all shards from parameter 32 on before it was sent this member's"
                        + " gradients, where this member 0 expected the sum of all shards from parameter 32 on",
                error.getMessage());
        round.close();
        channel.unsafe().closeForcibly();
    }
}
