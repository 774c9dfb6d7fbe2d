package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.frame.Frame;
import dev.unroll.spark.exchange.frame.FrameWriter;
import dev.unroll.spark.exchange.frame.Kind;
import dev.unroll.spark.exchange.frame.Seal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is believed to be a member, and what a member says that waits in vain. */
final class HandshakeTest {

    private static final int PARAMETERS = 100;
    private static final Shards FIRST = new Shards(2, 0, 1, Members.EXAMPLES);
    private static final Shards SECOND = new Shards(2, 1, 1, Members.EXAMPLES);
    private static final Secret SECRET = Secret.random();
    private static final ExchangeOptions SHORT = ExchangeOptions.DEFAULT.withConnecting(Duration.ofMillis(600));

    private long buffers;

    @BeforeEach
    void count() {
        buffers = Members.buffers();
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        Members.assertNothingIsLeft(buffers);
    }

    private static InetSocketAddress at(int port) {
        return InetSocketAddress.createUnresolved(Members.HOST, port);
    }

    private static String error(Callable<?> connect) {
        return plain(assertThrows(ExchangeException.class, connect::call));
    }

    private static String plain(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll(Members.HOST + ":\\d+", "host");
    }

    /** Returns what two members say that connect, each in its way. */
    private static List<String> errors(
            Secret firstSecret,
            Shards first,
            int firstParameters,
            Secret secondSecret,
            Shards second,
            int secondParameters)
            throws Exception {
        try (Listener a = Exchange.listen(Members.HOST);
                Listener b = Exchange.listen(Members.HOST);
                var threads = Executors.newFixedThreadPool(2)) {
            List<InetSocketAddress> addresses = List.of(a.address(), b.address());
            Future<String> other = threads.submit(
                    () -> error(() -> a.connect(new Peers(addresses, 0, firstSecret), first, firstParameters, SHORT)));
            String own = error(() -> b.connect(new Peers(addresses, 1, secondSecret), second, secondParameters, SHORT));
            return List.of(other.get(), own);
        }
    }

    @Test
    void whoHasAnotherSecretIsNoMember() throws Exception {
        assertEquals(
                List.of(
                        "within 0.6 s member 0 had no connection to member 1 at host; the last that was refused closed"
                                + " the connection before it proved that it knows the secret; look whether it is alive and its"
                                + " port can be reached",
                        "member 0 at host did not prove that it knows the secret, where this member 1 expected a connection to"
                                + " train on"),
                errors(SECRET, FIRST, PARAMETERS, Secret.random(), SECOND, PARAMETERS));
    }

    @Test
    void membersOfAnotherNetworkAreRefused() throws Exception {
        String first =
                "member 1 trains with 2 members, 2 shards and 101 parameters, not encrypted, but this member 0 with 2"
                        + " members, 2 shards and 100 parameters, not encrypted";
        String second =
                "member 0 trains with 2 members, 2 shards and 100 parameters, not encrypted, but this member 1 with 2"
                        + " members, 2 shards and 101 parameters, not encrypted";
        List<String> errors = errors(SECRET, FIRST, PARAMETERS, SECRET, SECOND, PARAMETERS + 1);
        assertEquals(List.of(first, second), errors);
    }

    @Test
    void aShardOfTwoMembersIsRefused() throws Exception {
        String error = "each of 2 shards must be one member's, but shard 0 is 2 members'";
        assertEquals(List.of(error, error), errors(SECRET, FIRST, PARAMETERS, SECRET, FIRST, PARAMETERS));
    }

    @Test
    void strangersAreDroppedAndDoNoHarm() throws Exception {
        try (Listener a = Exchange.listen(Members.HOST);
                Listener b = Exchange.listen(Members.HOST);
                var threads = Executors.newFixedThreadPool(2)) {
            List<InetSocketAddress> addresses = List.of(a.address(), b.address());
            Future<Exchange> first = threads.submit(
                    () -> a.connect(new Peers(addresses, 0, SECRET), FIRST, PARAMETERS, ExchangeOptions.DEFAULT));
            try (Socket _ = stranger(a, "");
                    Socket http = stranger(a, "GET / HTTP/1.1\r\nHost: unroll\r\n\r\n");
                    Socket member = stranger(a, hello(1))) {
                assertEquals(-1, http.getInputStream().read());
                // It is told a challenge, and answers it by a guess.
                assertEquals(172 - 36, member.getInputStream().readNBytes(36 + 96 + 4).length);
                member.getOutputStream().write(hello(1).getBytes(StandardCharsets.ISO_8859_1));
                assertEquals(-1, member.getInputStream().read());
                try (Exchange second = b.connect(
                                new Peers(addresses, 1, SECRET), SECOND, PARAMETERS, ExchangeOptions.DEFAULT);
                        Exchange other = first.get()) {
                    Future<String> sum = threads.submit(() -> SomeGradients.sum(other, 1, FIRST, PARAMETERS));
                    assertEquals(SomeGradients.sum(second, 1, SECOND, PARAMETERS), sum.get());
                }
            }
        }
    }

    private static Socket stranger(Listener listener, String says) throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort());
        socket.getOutputStream().write(says.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** Returns the frame of a greeting. */
    private static String hello(int from) {
        var peers = new Peers(List.of(at(1), at(2)), from, SECRET);
        byte[] greeting = Greeting.of(peers, 0, SECOND, PARAMETERS, ExchangeOptions.Encryption.NONE)
                .bytes();
        var frame = new FrameWriter(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT, new Seal.None())
                .bytes(Kind.HELLO, Frame.Mark.NONE, greeting);
        try {
            return frame.toString(StandardCharsets.ISO_8859_1);
        } finally {
            frame.release();
        }
    }

    @Test
    void aMemberThatDoesNotComeIsNamed() {
        try (Listener a = Exchange.listen(Members.HOST)) {
            var peers = new Peers(List.of(a.address(), at(9), at(10)), 0, SECRET);
            assertEquals(
                    "within 0.6 s member 0 had no connection to member 1 at host, member 2 at host; look whether it is alive"
                            + " and its port can be reached",
                    error(() -> a.connect(peers, new Shards(3, 0, 1, 9), PARAMETERS, SHORT)));
        }
    }

    /** Returns where nobody listens any more. */
    private static InetSocketAddress closed() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return at(server.getLocalPort());
        }
    }

    @Test
    void aPortThatIsClosedIsNamedAtOnce() throws Exception {
        try (Listener b = Exchange.listen(Members.HOST)) {
            var peers = new Peers(List.of(closed(), b.address()), 1, SECRET);
            String error = error(() -> b.connect(peers, SECOND, PARAMETERS, ExchangeOptions.DEFAULT));
            assertTrue(
                    error.matches(
                            "member 0 at host cannot be reached \\(Connection refused: .*\\), where this member 1 expected"
                                    + " a connection to train on"),
                    error);
        }
    }

    /** As behind a wall that swallows packets. */
    @Test
    void aPortThatDoesNotAnswerIsNamedInTime() throws Exception {
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Listener b = Exchange.listen(Members.HOST)) {
            var peers = new Peers(List.of(at(deaf.getLocalPort()), b.address()), 1, SECRET);
            String error = error(() -> b.connect(peers, SECOND, PARAMETERS, SHORT));
            assertTrue(
                    List.of(
                                    "within 0.6 s member 1 had no connection to member 0 at host; look whether it is alive"
                                            + " and its port can be reached",
                                    "member 0 at host did not prove in time that it knows the secret, where this member 1"
                                            + " expected a connection to train on")
                            .contains(error),
                    error);
        }
    }

    @Test
    void whoWaitsForOthersHearsThatOneFailed() throws Exception {
        try (Listener a = Exchange.listen(Members.HOST);
                Listener b = Exchange.listen(Members.HOST);
                var threads = Executors.newFixedThreadPool(2)) {
            // The last of four never comes; that before it, whose second call reaches nobody, tells the first.
            List<InetSocketAddress> addresses = List.of(a.address(), closed(), b.address(), at(9));
            Future<String> first = threads.submit(() -> error(() -> a.connect(
                    new Peers(addresses, 0, SECRET),
                    new Shards(4, 0, 1, 9),
                    PARAMETERS,
                    ExchangeOptions.DEFAULT.withConnecting(Duration.ofSeconds(8)))));
            String third = error(() -> b.connect(
                    new Peers(addresses, 2, SECRET), new Shards(4, 2, 1, 9), PARAMETERS, ExchangeOptions.DEFAULT));
            assertTrue(third.startsWith("member 1 at host cannot be reached"), third);
            assertEquals("member 2 at host failed: " + third, first.get());
        }
    }

    @Test
    void aListenerThatIsNotNeededLeavesNothing() {
        Exchange.listen(Members.HOST).close();
        assertEquals(buffers, Members.buffers());
    }
}
