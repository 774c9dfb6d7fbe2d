package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens between members that should not: each ends with a sentence that says what it was, and none hangs. */
final class FaultsTest {

    private static final int PARAMETERS = 40_000;

    /** In a frame of the gradient of the first update, as what comes before it is 264 bytes. */
    private static final long IN_GRADIENT = 1234;

    private static final Duration SHORT = Duration.ofMillis(400);

    private final List<Proxy> proxies = new ArrayList<>();

    @AfterEach
    void closeProxies() throws Exception {
        for (Proxy proxy : proxies) {
            proxy.close();
        }
    }

    /** Returns two members, of which the second calls the first by a proxy. */
    private Members two(Proxy.Fate fate) {
        return new Members(2, 2, PARAMETERS).with((from, to, address) -> {
            if (from != 1 || to != 0) {
                return address;
            }
            var proxy = new Proxy(address, fate);
            proxies.add(proxy);
            return proxy.address();
        });
    }

    private static Members.Work<String> updates(int steps) {
        return (exchange, shards) -> {
            String last = "";
            for (int step = 1; step <= steps; step++) {
                last = SomeGradients.sum(exchange, step, shards, PARAMETERS);
            }
            return last;
        };
    }

    /** Changes a byte on the way from the second member to the first. */
    private static Proxy.Fate flip(long which) {
        return (towards, bytes, count, at) -> {
            if (towards == Proxy.Towards.CALLED && which >= at && which < at + count) {
                bytes[(int) (which - at)] ^= 1;
            }
        };
    }

    @Test
    void aCorruptedFrameIsNamedByAll() throws Exception {
        String error = "at step 1 member 1 at host sent a frame that is corrupted, as its CRC32C is # instead of #, where"
                + " this member 0 expected the gradient of shard 1 from parameter 0 on";
        assertEquals(
                List.of(error, "member 0 at host failed: " + error), two(flip(IN_GRADIENT)).errors(updates(2)));
    }

    @Test
    void aFrameOfAnImpossibleLengthIsNamed() throws Exception {
        // The third byte of the length of the numbers' frame.
        String error = "at step 1 member 1 at host sent a frame of 65584 bytes, of which there may be 0 to 65536, where"
                + " this member 0 expected the numbers of its shards";
        assertEquals(
                List.of(error, "member 0 at host failed: " + error), two(flip(176 + 10)).errors(updates(2)));
    }

    @Test
    void bytesThatAreNoFrameAreNamed() throws Exception {
        String error = "at step 1 member 1 at host sent something else than a frame, which begins with # and not with #,"
                + " where this member 0 expected the numbers of its shards";
        assertEquals(List.of(error, "member 0 at host failed: " + error), two(flip(176)).errors(updates(2)));
    }

    /** As does who changes gradients on purpose. */
    @Test
    void anEncryptedFrameThatWasChangedWithItsChecksumIsNamed() throws Exception {
        var all = new java.io.ByteArrayOutputStream();
        // Of the numbers' frame, which is whole in one read: 36 bytes, 48 encrypted, 16 of the tag, 4.
        Members members = two((towards, bytes, count, at) -> {
            if (towards == Proxy.Towards.CALLED && at == 176 && count >= 104) {
                bytes[60] ^= 1;
                var crc = new CRC32C();
                crc.update(bytes, 0, 100);
                for (int i = 0; i < 4; i++) {
                    bytes[100 + i] = (byte) (crc.getValue() >> (8 * i));
                }
                all.write(bytes, 0, count);
            }
        });
        String error = "at step 1 member 1 at host sent a frame that was changed on its way, or sent before, where this"
                + " member 0 expected the numbers of its shards";
        List<String> errors = members.with(ExchangeOptions.DEFAULT.withEncryption(Encryption.AES_GCM))
                .errors(updates(2));
        assertTrue(all.size() > 0, "the frame came in pieces");
        assertEquals(List.of(error, "member 0 at host failed: " + error), errors);
    }

    @Test
    void aLineThatStallsEndsInTime() throws Exception {
        var never = new CountDownLatch(1);
        Members members = two((towards, _, _, at) -> {
                    if (towards == Proxy.Towards.CALLED && at >= IN_GRADIENT) {
                        never.await();
                    }
                })
                .with(ExchangeOptions.DEFAULT.withSilence(SHORT));
        List<String> errors = members.errors(updates(2));
        assertEquals(
                "at step 1 member 1 at host has been silent for 0.4 s, where this member 0 expected the gradient of"
                        + " shard 1 from parameter 0 on",
                errors.get(0).replaceAll("; look.*", "").replaceAll("^member 1 at host failed: ", ""),
                errors::toString);
    }

    @Test
    void aMemberThatIsSilentIsNamedByTheOthers() throws Exception {
        Members members = new Members(3, 3, PARAMETERS).with(ExchangeOptions.DEFAULT.withSilence(SHORT));
        var ended = new CountDownLatch(2);
        List<String> errors = members.errors((exchange, shards) -> {
            updates(3).run(exchange, shards);
            if (shards.first() == 1) {
                ended.await();
                return "";
            }
            try {
                return SomeGradients.sum(exchange, 4, shards, PARAMETERS);
            } finally {
                ended.countDown();
            }
        });
        String silent = "at step 4 member 1 at host has been silent for 0.4 s, where this member # expected the numbers"
                + " of its shards";
        assertTrue(errors.get(0).replace("member 0 e", "member # e").replace("member 2 e", "member # e").contains(silent), errors::toString);
        assertTrue(errors.get(2).replace("member 0 e", "member # e").replace("member 2 e", "member # e").contains(silent), errors::toString);
    }

    /** As when its process dies. */
    @Test
    void aConnectionThatBreaksIsSeenAtOnceAndNamedByAll() throws Exception {
        Members members = two((_, _, _, at) -> {
            if (at > 200_000) {
                throw new IOException();
            }
        });
        List<String> errors = members.errors(updates(100));
        for (int member = 0; member < 2; member++) {
            assertTrue(
                    errors.get(member)
                            .matches("at step \\d+ member " + (1 - member)
                                    + " at host (closed the connection|was lost, .*), where this member " + member
                                    + " expected .*"),
                    errors::toString);
        }
    }

    @Test
    void aMemberThatFailsTellsAllWhy() throws Exception {
        List<String> errors = new Members(3, 3, PARAMETERS).errors((exchange, shards) -> {
            updates(2).run(exchange, shards);
            if (shards.first() == 1) {
                exchange.fail("the loss at step 3 is NaN");
                throw new IllegalStateException("the loss at step 3 is NaN");
            }
            return SomeGradients.sum(exchange, 3, shards, PARAMETERS);
        });
        for (int member : new int[] {0, 2}) {
            assertTrue(
                    errors.get(member).matches("member 1( at host|, as member [02] at host tells,) failed: the loss at step 3 is NaN"),
                    errors::toString);
        }
    }

    @Test
    void aMemberThatEndsEarlyIsNamed() throws Exception {
        List<String> errors = new Members(2, 2, PARAMETERS)
                .errors((exchange, shards) -> updates(2 + shards.first()).run(exchange, shards));
        assertEquals(
                List.of(
                        "no error",
                        "at step 3 member 0 at host has ended its training, where this member 1 expected the numbers of its shards"),
                errors);
    }

    @Test
    void membersThatCameApartNameEachOther() throws Exception {
        List<String> errors = new Members(2, 2, PARAMETERS).errors((exchange, shards) -> {
            updates(2).run(exchange, shards);
            exchange.sum(
                    3,
                    10 + shards.first(),
                    SomeGradients.of(3, shards, PARAMETERS),
                    SomeGradients.total(PARAMETERS));
            return "";
        });
        String first = "at step 3 the parameters of member 1 at host have the hash 000000000000000b and those of this member"
                + " 0 000000000000000a: the members have come apart; begin again from a checkpoint";
        String second = "at step 3 the parameters of member 0 at host have the hash 000000000000000a and those of this"
                + " member 1 000000000000000b: the members have come apart; begin again from a checkpoint";
        assertEquals(first, errors.get(0).replace("member 1 at host failed: " + second, first));
        assertEquals(second, errors.get(1).replace("member 0 at host failed: " + first, second));
    }

    @Test
    void membersAtOtherStepsAreRefused() throws Exception {
        List<String> errors = new Members(2, 2, PARAMETERS)
                .errors((exchange, shards) -> SomeGradients.sum(exchange, 7 + 2 * shards.first(), shards, PARAMETERS));
        String first = "at step 7 member 1 at host sent the numbers of its shards of step 9, where this member 0 expected"
                + " the numbers of its shards";
        String second = "at step 9 member 0 at host sent the numbers of its shards of step 7, where this member 1 expected"
                + " the numbers of its shards";
        assertEquals(first, errors.get(0).replace("member 1 at host failed: " + second, first));
        assertEquals(second, errors.get(1).replace("member 0 at host failed: " + first, second));
    }

    @Test
    void whatFailedOnceFailsAlways() throws Exception {
        List<String> errors = new Members(1, 1, PARAMETERS).errors((exchange, shards) -> {
            exchange.fail("it is enough");
            exchange.fail("it is more than enough");
            return SomeGradients.sum(exchange, 1, shards, PARAMETERS);
        });
        assertEquals(List.of("it is enough"), errors);
    }

    @Test
    void closingEndsASumThatWaits() throws Exception {
        List<String> errors = new Members(2, 2, PARAMETERS).errors((exchange, shards) -> {
            if (shards.first() == 0) {
                return "";
            }
            Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            });
            return SomeGradients.sum(exchange, 1, shards, PARAMETERS);
        });
        assertEquals("no error", errors.get(0));
        assertFalse(errors.get(1).equals("no error"));
    }

    @Test
    void anInterruptEndsASumThatWaits() throws Exception {
        var ended = new CountDownLatch(1);
        List<String> errors = new Members(2, 2, PARAMETERS).errors((exchange, shards) -> {
            if (shards.first() == 0) {
                ended.await();
                return SomeGradients.sum(exchange, 1, shards, PARAMETERS);
            }
            Thread.currentThread().interrupt();
            try {
                return SomeGradients.sum(exchange, 1, shards, PARAMETERS);
            } finally {
                ended.countDown();
            }
        });
        assertEquals(
                List.of(
                        "member 1 at host failed: at step 1 member 1 was interrupted",
                        "at step 1 member 1 was interrupted"),
                errors);
    }
}
