package dev.unroll.data.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.tensorfile.FileHash;
import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import dev.unroll.data.catalogue.FaultyServer.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files from servers that cut, corrupt, stall, redirect, lie about lengths and ignore ranges. */
class DownloadTest {

    /** Patient enough for a machine that is busy. */
    private static final Download.Patience PATIENT =
            new Download.Patience(3, Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofSeconds(5));

    /** Of the tests whose server is silent. */
    private static final Download.Patience IMPATIENT =
            new Download.Patience(3, Duration.ofMillis(1), Duration.ofMillis(600), Duration.ofSeconds(5));

    private static final byte[] BODY = body(300_000);

    private final Path temporary;
    private final List<String> failures = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private Download.Patience patience = PATIENT;
    private long done;

    DownloadTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (i * 31 + i / 256);
        }
        return body;
    }

    private Path folder() {
        return temporary.resolve("home/set");
    }

    private Path part() {
        return folder().resolve(".file.bin.part");
    }

    private RemoteFile file(URI... addresses) throws IOException {
        Path original = Files.write(temporary.resolve("original"), BODY);
        return new RemoteFile("file.bin", BODY.length, FileHash.sha256(original), List.of(addresses));
    }

    private void fetch(RemoteFile file) {
        var listener = new Download.Listener() {
            @Override
            public void progress(RemoteFile file, long bytes) {
                done = bytes;
            }

            @Override
            public void failed(RemoteFile file, String problem) {
                failures.add(problem);
            }
        };
        new Download(environment, patience, listener).fetch(file, folder());
    }

    /** Fetches from a server with these faults, expects the file whole, and returns what was asked for. */
    private List<String> assertFetched(Fault... faults) throws IOException {
        try (var server = new FaultyServer(BODY, faults)) {
            fetch(file(server.address("/file.bin")));
            assertArrayEquals(BODY, Files.readAllBytes(folder().resolve("file.bin")));
            try (Stream<Path> files = Files.list(folder())) {
                assertEquals(1, files.count());
            }
            assertEquals(BODY.length, done);
            return server.requests();
        }
    }

    private String assertFails(Fault... faults) throws IOException {
        try (var server = new FaultyServer(BODY, faults)) {
            RemoteFile file = file(server.address("/file.bin"));
            var error = assertThrows(DataException.class, () -> fetch(file));
            assertFalse(Files.exists(folder().resolve("file.bin")));
            return String.valueOf(error.getMessage()).replaceAll("127.0.0.1:\\d+", "HOST");
        }
    }

    @Test
    void aWholeAnswerIsPlacedAndNotFetchedAgain() throws IOException {
        assertEquals(List.of("GET /file.bin HTTP/1.1"), assertFetched(FaultyServer::whole));
        assertEquals(List.of(), failures);
        assertEquals(List.of(), assertFetched(FaultyServer.status(500)));
    }

    @Test
    void anAnswerCutOffIsResumedWhereItEnded() throws IOException {
        List<String> requests =
                assertFetched(FaultyServer.cutAt(100_000), FaultyServer.cutAt(250_001), FaultyServer::whole);
        assertEquals(3, requests.size(), requests.toString());
        assertEquals("GET /file.bin HTTP/1.1", requests.getFirst());
        // What was sent last before a cut may be lost with the connection; it is never fetched too late.
        long first = start(requests.get(1));
        long second = start(requests.get(2));
        assertTrue(first > 0 && first <= 100_000, requests.toString());
        assertTrue(second > first && second <= 250_001, requests.toString());
        assertEquals(2, failures.size());
    }

    private static long start(String request) {
        return Long.parseLong(request.substring(request.lastIndexOf(' ') + 1));
    }

    @Test
    void anotherProcessResumesToo() throws IOException {
        Files.createDirectories(folder());
        Files.write(part(), Arrays.copyOf(BODY, 123_456));
        assertEquals(List.of("GET /file.bin HTTP/1.1 from 123456"), assertFetched(FaultyServer::whole));
    }

    @Test
    void aServerThatIgnoresTheRangeStartsAgain() throws IOException {
        List<String> requests =
                assertFetched(FaultyServer.cutAt(100_000), (out, body, from) -> FaultyServer.whole(out, body, 0));
        assertEquals(2, requests.size());
    }

    @Test
    void aServerThatSendsAnotherRangeIsNotBelieved() throws IOException {
        assertFetched(
                FaultyServer.cutAt(100_000),
                (out, body, from) -> FaultyServer.partial(out, body, from - 10, body.length, body.length),
                FaultyServer::whole);
        assertEquals("the server sent another range than asked for; trying again", failures.get(1));
    }

    @Test
    void aStalledAnswerIsGivenUpAndResumed() throws IOException {
        patience = IMPATIENT;
        List<String> requests = assertFetched(
                (out, body, from) -> {
                    FaultyServer.partial(out, body, from, body.length, 50_000);
                    out.flush();
                    Thread.sleep(60_000);
                },
                FaultyServer::whole);
        assertEquals("GET /file.bin HTTP/1.1 from 50000", requests.getLast());
        assertTrue(failures.contains("nothing came for 0.6 seconds; trying again"), failures.toString());
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        patience = IMPATIENT;
        String error = assertFails((out, body, from) -> Thread.sleep(60_000));
        // Connecting may be what takes too long.
        assertTrue(
                error.matches("file.bin could not be fetched: http://HOST/file.bin: (request|HTTP connect) timed out\\."
                        + " Try later; behind a proxy set https_proxy; or name another server: --mirror URL"),
                error);
    }

    @Test
    void anAnswerThatIsEncodedIsNotTheFile() throws IOException {
        String error = assertFails((out, body, from) -> {
            FaultyServer.head(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n");
            out.write(body, 0, 3);
        });
        assertEquals(
                "file.bin could not be fetched: http://HOST/file.bin: the server sends it encoded (gzip) though asked"
                        + " not to. Try later; behind a proxy set https_proxy; or name another server: --mirror URL",
                error);
    }

    @Test
    void redirectsAreFollowed() throws IOException {
        List<String> requests = assertFetched(FaultyServer.status(302, "Location: /elsewhere"), FaultyServer::whole);
        assertEquals(List.of("GET /file.bin HTTP/1.1", "GET /elsewhere HTTP/1.1"), requests);
    }

    @Test
    void redirectsWithoutEndAreNot() throws IOException {
        String error = assertFails(FaultyServer.status(302, "Location: /file.bin"));
        assertTrue(error.startsWith("file.bin could not be fetched: http://HOST/file.bin: HTTP 302."), error);
    }

    @Test
    void anOverloadedServerIsAskedAgain() throws IOException {
        assertFetched(FaultyServer.status(503), FaultyServer.status(429), FaultyServer::whole);
        assertEquals(List.of("HTTP 503; trying again", "HTTP 429; trying again"), failures);
        assertEquals(
                "file.bin could not be fetched: http://HOST/other: HTTP 503. Try later; behind a proxy set https_proxy; or"
                        + " name another server: --mirror URL",
                assertFailsAt("/other", FaultyServer.status(503)));
    }

    @Test
    void aBusyServerIsGivenTheTimeThatItAsksFor() throws IOException {
        patience = new Download.Patience(4, PATIENT.pause(), PATIENT.stall(), PATIENT.longestPause());
        long start = System.nanoTime();
        assertFetched(
                FaultyServer.status(429, "Retry-After: 1"),
                FaultyServer.status(503, "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"),
                FaultyServer.status(503, "Retry-After: soon"),
                FaultyServer::whole);
        assertTrue(System.nanoTime() - start >= 1_000_000_000);
        assertEquals(
                List.of(
                        "HTTP 429; trying again in 1 s, as the server asks",
                        "HTTP 503; trying again",
                        "HTTP 503; trying again"),
                failures);
    }

    @Test
    void aServerThatAsksForTooMuchTimeIsLeftForTheNextAddress() throws IOException {
        try (var first = new FaultyServer(BODY, FaultyServer.status(503, "Retry-After: 86400"));
                var second = new FaultyServer(BODY, FaultyServer::whole)) {
            fetch(file(first.address("/a"), second.address("/b")));
            assertEquals(1, first.requests().size());
            assertEquals(1, second.requests().size());
            assertTrue(
                    failures.getFirst().endsWith("/a: HTTP 503, and it asks not to be asked again for 86400 s"),
                    failures.getFirst());
        }
    }

    private String assertFailsAt(String path, Fault... faults) throws IOException {
        Files.delete(folder().resolve("file.bin"));
        try (var server = new FaultyServer(BODY, faults)) {
            RemoteFile file = file(server.address(path));
            var error = assertThrows(DataException.class, () -> fetch(file));
            assertEquals(3, server.requests().size());
            return String.valueOf(error.getMessage()).replaceAll("127.0.0.1:\\d+", "HOST");
        }
    }

    @Test
    void whatIsNotThereIsAskedForOnce() throws IOException {
        try (var first = new FaultyServer(BODY, FaultyServer.status(404));
                var second = new FaultyServer(BODY, FaultyServer::whole)) {
            fetch(file(first.address("/a"), second.address("/b")));
            assertEquals(1, first.requests().size());
            assertEquals(1, second.requests().size());
            assertTrue(failures.getFirst().endsWith("/a: HTTP 404"), failures.getFirst());
        }
        assertArrayEquals(BODY, Files.readAllBytes(folder().resolve("file.bin")));
    }

    @Test
    void wrongBytesAreNeverPlaced() throws IOException {
        String error = assertFails((out, body, from) -> {
            byte[] wrong = body.clone();
            wrong[200_000]++;
            FaultyServer.whole(out, wrong, from);
        });
        assertTrue(error.contains("http://HOST/file.bin: SHA-256 must be "), error);
        assertEquals(0, Files.size(part()));
    }

    @Test
    void aBrokenPartOfAnEarlierRunIsFetchedAnew() throws IOException {
        Files.createDirectories(folder());
        Files.write(part(), new byte[1000]);
        List<String> requests = assertFetched(FaultyServer::whole);
        assertEquals(List.of("GET /file.bin HTTP/1.1 from 1000", "GET /file.bin HTTP/1.1"), requests);
    }

    @Test
    void aPartLongerThanTheFileIsFetchedAnew() throws IOException {
        Files.createDirectories(folder());
        Files.write(part(), new byte[BODY.length + 1]);
        assertEquals(List.of("GET /file.bin HTTP/1.1"), assertFetched(FaultyServer::whole));
    }

    @Test
    void moreBytesThanTheFileHasAreNotWaitedFor() throws IOException {
        String error = assertFails((out, body, from) -> {
            FaultyServer.head(out, "HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n");
            for (int i = 0; i < 1000; i++) {
                out.write(body);
            }
        });
        assertTrue(error.contains("the server sends more than the 300000 bytes of the file"), error);
        assertEquals(0, Files.size(part()));
    }

    @Test
    void aLengthThatIsTooShortIsResumed() throws IOException {
        List<String> requests = assertFetched(
                (out, body, from) -> {
                    FaultyServer.head(out, "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n");
                    out.write(body, 0, 70_000);
                },
                FaultyServer::whole);
        assertEquals("GET /file.bin HTTP/1.1 from 70000", requests.get(1));
        assertEquals(List.of("the answer ended after 70000 of 300000 bytes; trying again"), failures);
    }

    @Test
    void aServerThatHasNoMoreStartsAgain() throws IOException {
        assertFetched(FaultyServer.cutAt(1000), FaultyServer.status(416), FaultyServer::whole);
        assertEquals(2, failures.size());
    }

    @Test
    void aFileOfOtherBytesIsLeftAlone() throws IOException {
        Files.createDirectories(folder());
        Path mine = Files.writeString(folder().resolve("file.bin"), "mine");
        RemoteFile file = file(URI.create("http://127.0.0.1:9/"));
        var error = assertThrows(DataException.class, () -> fetch(file));
        assertEquals(
                mine + " is there but has not the bytes of the catalogue (SHA-256 " + file.sha256()
                        + "); remove it to fetch it again",
                error.getMessage());
        assertEquals("mine", Files.readString(mine));
    }

    @Test
    void twoAtOnceDoNotWriteOneFile() throws IOException {
        try (var server = new FaultyServer(BODY, (out, body, from) -> Thread.sleep(60_000))) {
            RemoteFile file = file(server.address("/file.bin"));
            Thread first = Thread.ofVirtual().start(() -> assertThrows(DataException.class, () -> fetch(file)));
            while (server.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            var error = assertThrows(DataException.class, () -> fetch(file));
            assertEquals("file.bin is being fetched already; wait for the other process or thread", error.getMessage());
            first.interrupt();
        }
    }

    @Test
    void aProxyOfTheEnvironmentIsAsked() throws IOException {
        try (var proxy = new FaultyServer(BODY, FaultyServer::whole)) {
            environment = Map.of("http_proxy", proxy.address("").toString(), "no_proxy", "localhost, .example.org");
            fetch(file(URI.create("http://data.example.com/file.bin")));
            assertEquals(List.of("GET http://data.example.com/file.bin HTTP/1.1"), proxy.requests());
        }
    }
}
