package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.shard.ShardGradient;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import dev.unroll.spark.exchange.ExchangeSpeed.Load;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member that is a process of its own. */
final class KilledMemberTest {

    private static final int PARAMETERS = 50_000;

    /** After some steps: the first are the slowest. */
    private static final long KILLED_AFTER = ExchangeSpeed.FIRST_STEP + 20;

    @Test
    void aProcessThatIsKilledIsNamedAtOnce() throws Exception {
        long buffers = Members.buffers();
        var load = new Load(2, PARAMETERS, 1_000_000, Encryption.NONE, "dense");
        Process other = ExchangeSpeed.start(load, 1);
        try (Listener listener = Exchange.listen(Members.HOST)) {
            int port = Integer.parseInt(ExchangeSpeed.reader(other).readLine());
            other.getOutputStream()
                    .write((listener.address().getPort() + " " + port + "\n").getBytes(StandardCharsets.US_ASCII));
            other.getOutputStream().flush();
            List<InetSocketAddress> addresses =
                    List.of(listener.address(), InetSocketAddress.createUnresolved(Members.HOST, port));
            try (Exchange exchange = listener.connect(
                    new Peers(addresses, 0, ExchangeSpeed.SECRET),
                    load.shards(0),
                    PARAMETERS,
                    ExchangeOptions.DEFAULT)) {
                List<ShardGradient> own = SomeGradients.of(1, load.shards(0), PARAMETERS);
                ShardGradient total = SomeGradients.total(PARAMETERS);
                var error = assertThrows(ExchangeException.class, () -> {
                    for (long step = ExchangeSpeed.FIRST_STEP; ; step++) {
                        exchange.sum(step, 1, own, total);
                        if (step == KILLED_AFTER) {
                            other.destroyForcibly();
                        }
                    }
                });
                assertTrue(
                        String.valueOf(error.getMessage())
                                .matches("at step -?\\d+ member 1 at 127.0.0.1:" + port
                                        + " (closed the connection|was lost, .*), where this member 0 expected .*"),
                        error::toString);
            }
        } finally {
            other.destroyForcibly();
        }
        Members.assertNothingIsLeft(buffers);
    }
}
