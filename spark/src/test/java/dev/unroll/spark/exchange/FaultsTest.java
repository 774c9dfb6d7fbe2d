package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /** The bytes of a caller before it is believed: 104 and 72. */
    private static final int GREETINGS = 176;

    /** The bytes of the frame of the numbers of one shard. */
    private static final int NUMBERS = 88;

    private static final long IN_GRADIENT = GREETINGS + NUMBERS + 1000;

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
        return (towards, bytes, at) -> {
            if (towards == Proxy.Towards.CALLED && which >= at && which < at + bytes.length) {
                bytes[(int) (which - at)] ^= 1;
            }
            return bytes;
        };
    }

    @Test
    void aCorruptedFrameIsNamedByAll() throws Exception {
        String error =
                "at step 1 member 1 at host sent a frame that is corrupted, as its CRC32C is # instead of #, where"
                        + " this member 0 expected the gradient of shard 1 from parameter 0 on";
        assertEquals(
                List.of(error, "member 0 at host failed: " + error),
                two(flip(IN_GRADIENT)).errors(updates(2)));
    }

    @Test
    void aFrameOfAnImpossibleLengthIsNamed() throws Exception {
        // The last byte of the length of the numbers' frame.
        String error = "at step 1 member 1 at host sent a frame of # bytes, of which there may be 0 to 65600,"
                + " where this member 0 expected the numbers of its shards";
        assertEquals(
                List.of(error, "member 0 at host failed: " + error),
                two(flip(GREETINGS + 11)).errors(updates(2)));
    }

    @Test
    void bytesThatAreNoFrameAreNamed() throws Exception {
        String error =
                "at step 1 member 1 at host sent something else than a frame, which begins with # and not with #,"
                        + " where this member 0 expected the numbers of its shards";
        assertEquals(
                List.of(error, "member 0 at host failed: " + error),
                two(flip(GREETINGS)).errors(updates(2)));
    }

    /** As does who changes gradients on purpose. */
    @Test
    void anEncryptedFrameThatWasChangedWithItsChecksumIsNamed() throws Exception {
        // The frame of the numbers: 36 bytes, 48 encrypted, 16 of the tag, 4.
        var frame = new ByteArrayOutputStream();
        Members members = two((towards, bytes, at) -> {
            if (towards != Proxy.Towards.CALLED || at + bytes.length <= GREETINGS || frame.size() >= 104) {
                return bytes;
            }
            int before = (int) Math.max(0, GREETINGS - at);
            frame.write(bytes, before, bytes.length - before);
            byte[] whole = frame.size() < 104 ? new byte[0] : changed(frame.toByteArray());
            return ByteBuffer.allocate(before + whole.length)
                    .put(bytes, 0, before)
                    .put(whole)
                    .array();
        });
        String error = "at step 1 member 1 at host sent a frame that was changed on its way, or sent before, where this"
                + " member 0 expected the numbers of its shards";
        List<String> errors = members.with(ExchangeOptions.DEFAULT.withEncryption(Encryption.AES_GCM))
                .errors(updates(2));
        assertEquals(List.of(error, "member 0 at host failed: " + error), errors);
    }

    private static byte[] changed(byte[] frame) {
        frame[60] ^= 1;
        var crc = new CRC32C();
        crc.update(frame, 0, 100);
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(100, (int) crc.getValue());
        return frame;
    }

    /** Repeats the frame of the numbers of the first update. */
    private static Proxy.Fate repeat(long where, int size) {
        var frame = new ByteArrayOutputStream();
        return (towards, bytes, at) -> {
            var out = new ByteArrayOutputStream();
            for (int i = 0; i < bytes.length && towards == Proxy.Towards.CALLED; i++) {
                if (at + i == where) {
                    out.writeBytes(frame.toByteArray());
                }
                if (at + i >= GREETINGS && at + i < GREETINGS + size) {
                    frame.write(bytes[i]);
                }
                out.write(bytes[i]);
            }
            return towards == Proxy.Towards.CALLED ? out.toByteArray() : bytes;
        };
    }

    @Test
    void aFrameThatComesTwiceIsNamed() throws Exception {
        String error = "at step 1 member 1 at host sent the numbers of its shards, where this member 0 expected the"
                + " gradient of shard 1 from parameter 0 on";
        assertEquals(
                List.of(error, "member 0 at host failed: " + error),
                two(repeat(GREETINGS + NUMBERS, NUMBERS)).errors(updates(2)));
    }

    @Test
    void aFrameThatComesLateIsNamed() throws Exception {
        String error =
                "at step 2 member 1 at host sent the numbers of its shards of step 1, where this member 0 expected"
                        + " the numbers of its shards of step 2";
        // An update is the numbers and a frame for each chunk, three of 10,016 parameters and one of 9,952, with a bit
        // for each 32 of them.
        long second = GREETINGS + NUMBERS + 4 * PARAMETERS + 4 * 40 + 3 * 40 + 39;
        assertEquals(
                List.of(error, "member 0 at host failed: " + error),
                two(repeat(second, NUMBERS)).errors(updates(3)));
    }

    @Test
    void anEncryptedFrameThatComesTwiceIsNamed() throws Exception {
        String error = "at step 1 member 1 at host sent a frame that was changed on its way, or sent before, where this"
                + " member 0 expected the gradient of shard 1 from parameter 0 on";
        Members members = two(repeat(GREETINGS + NUMBERS + 16, NUMBERS + 16))
                .with(ExchangeOptions.DEFAULT.withEncryption(Encryption.AES_GCM));
        assertEquals(List.of(error, "member 0 at host failed: " + error), members.errors(updates(2)));
    }

    @Test
    void aLineThatStallsEndsInTime() throws Exception {
        var never = new CountDownLatch(1);
        Members members = two((towards, bytes, at) -> {
                    if (towards == Proxy.Towards.CALLED && at >= IN_GRADIENT) {
                        never.await();
                    }
                    return bytes;
                })
                .with(ExchangeOptions.DEFAULT.withSilence(SHORT));
        List<String> errors = members.errors(updates(2));
        // Whichever of them waited a moment longer hears it from the other.
        String first =
                "at step 1 member 1 at host has been silent for 0.4 s, where this member 0 expected the gradient of"
                        + " shard 1 from parameter 0 on; look whether its host is lost, and allow more silence if its"
                        + " batches take longer";
        String second =
                "at step 1 member 0 at host has been silent for 0.4 s, where this member 1 expected the sum of all"
                        + " shards from parameter 0 on; look whether its host is lost, and allow more silence if its"
                        + " batches take longer";
        assertTrue(List.of(first, "member 1 at host failed: " + second).contains(errors.get(0)), errors::toString);
        assertTrue(List.of(second, "member 0 at host failed: " + first).contains(errors.get(1)), errors::toString);
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
        for (int member : new int[] {0, 2}) {
            assertTrue(
                    errors.get(member)
                            .matches(
                                    "(member \\d at host failed: )?at step 4 member 1 at host has been silent for 0.4 s, where"
                                            + " this member \\d expected the numbers of its shards; look whether .*"),
                    errors::toString);
        }
    }

    /** As when its process dies. */
    @Test
    void aConnectionThatBreaksIsSeenAtOnceAndNamedByAll() throws Exception {
        Members members = two((_, bytes, at) -> {
            if (at > 200_000) {
                throw new IOException();
            }
            return bytes;
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
                    errors.get(member)
                            .matches(
                                    "member 1( at host|, as member [02] at host tells,) failed: the loss at step 3 is NaN"),
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
                        "at step 3 member 0 at host has ended its training, where this member 1 expected"
                                + " the numbers of its shards"),
                errors);
    }

    @Test
    void membersThatCameApartNameEachOther() throws Exception {
        List<String> errors = new Members(2, 2, PARAMETERS).errors((exchange, shards) -> {
            updates(2).run(exchange, shards);
            exchange.sum(
                    3, 10 + shards.first(), SomeGradients.of(3, shards, PARAMETERS), SomeGradients.total(PARAMETERS));
            return "";
        });
        String first =
                "at step 3 the parameters of member 1 at host have the hash 000000000000000b and those of this member"
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
        String first =
                "at step 7 member 1 at host sent the numbers of its shards of step 9, where this member 0 expected"
                        + " the numbers of its shards of step 7";
        String second =
                "at step 9 member 0 at host sent the numbers of its shards of step 7, where this member 1 expected"
                        + " the numbers of its shards of step 9";
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
        var ended = new CountDownLatch(1);
        List<String> errors = new Members(2, 2, PARAMETERS).errors((exchange, shards) -> {
            if (shards.first() == 0) {
                ended.await();
                return "";
            }
            Thread waiting = Thread.currentThread();
            Thread.ofPlatform().start(() -> {
                awaitWaiting(waiting);
                exchange.close();
            });
            try {
                return SomeGradients.sum(exchange, 1, shards, PARAMETERS);
            } finally {
                ended.countDown();
            }
        });
        assertEquals(List.of("no error", "member 1 has closed its exchange"), errors);
    }

    private static void awaitWaiting(Thread thread) {
        try {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
