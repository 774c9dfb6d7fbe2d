package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What somebody sees who sits between two members. */
final class EncryptionTest {

    private static final int PARAMETERS = 5000;
    private static final int PIECE = PARAMETERS / 2;

    /** Returns every eight bytes that went by. */
    private static Set<Long> seen(Encryption encryption) throws Exception {
        var out = List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        List<Proxy> proxies = new ArrayList<>();
        var members = new Members(2, 2, PARAMETERS)
                .with(ExchangeOptions.DEFAULT.withEncryption(encryption))
                .with((from, to, address) -> {
                    if (from != 1 || to != 0) {
                        return address;
                    }
                    proxies.add(new Proxy(address, (towards, bytes, _) -> {
                        out.get(towards == Proxy.Towards.CALLED ? 0 : 1).writeBytes(bytes);
                        return bytes;
                    }));
                    return proxies.getFirst().address();
                });
        members.values((exchange, shards) -> SomeGradients.sum(exchange, 1, shards, PARAMETERS));
        proxies.getFirst().close();
        Set<Long> seen = new HashSet<>();
        for (ByteArrayOutputStream bytes : out) {
            ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i + Long.BYTES <= all.limit(); i++) {
                seen.add(all.getLong(i));
            }
        }
        return seen;
    }

    /** Returns how many neighbors among what the second member sends the first are to be seen. */
    private static int found(Set<Long> seen) {
        float[] values = SomeGradients.of(1, new Shards(2, 1, 1, Members.EXAMPLES), PARAMETERS)
                .getFirst()
                .values();
        int found = 0;
        for (int i = 0; i < PIECE - 1; i++) {
            long pair = (Integer.toUnsignedLong(Float.floatToRawIntBits(values[i + 1])) << Integer.SIZE)
                    | Integer.toUnsignedLong(Float.floatToRawIntBits(values[i]));
            found += seen.contains(pair) ? 1 : 0;
        }
        return found;
    }

    @Test
    void withoutItGradientsAreThereToRead() throws Exception {
        assertEquals(PIECE - 1, found(seen(Encryption.NONE)));
    }

    @Test
    void withItNoTwoNeighborsOfAGradientAreToBeSeen() throws Exception {
        assertEquals(0, found(seen(Encryption.AES_GCM)));
    }
}
