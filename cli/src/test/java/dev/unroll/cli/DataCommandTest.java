package dev.unroll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** {@code unroll data}, with a mirror on this machine. */
class DataCommandTest {

    private final Path temporary;
    private final Map<String, String> environment;

    DataCommandTest(@TempDir Path temporary) {
        this.temporary = temporary;
        this.environment = Map.of("UNROLL_DATA", temporary.resolve("home").toString());
    }

    private CommandRun run(String... arguments) {
        return CommandRun.with(environment, arguments);
    }

    @Test
    void listSaysWhatTheSetsAre() {
        CommandRun run = run("data", "list");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertTrue(run.out().contains("""
                fashion-mnist
                  task     classify: picture of a garment, 28 rows of 28, 10 classes
                  size     30.9 MB, 4 files
                  license  MIT
                """), run.out());
        JsonObject list =
                JsonParser.parseString(run("data", "list", "--json").out()).getAsJsonObject();
        assertEquals(17, list.getAsJsonArray("sets").size());
    }

    @Test
    void whatIsNotKnownOrNotHereIsSaid() {
        CommandRun unknown = run("data", "path", "mnsit");
        assertEquals(ExitCode.USAGE, unknown.exitCode());
        assertTrue(unknown.err().contains("there is no data set mnsit"), unknown.err());
        assertTrue(unknown.err().contains("did you mean mnist?"), unknown.err());
        CommandRun missing = run("data", "path", "mnist");
        assertEquals(ExitCode.DATA, missing.exitCode());
        assertTrue(missing.err().contains("; get it with: unroll data get mnist"), missing.err());
        CommandRun train =
                run("train", "mnist-rows", "--out", temporary.resolve("out").toString());
        assertEquals(ExitCode.DATA, train.exitCode());
        assertTrue(train.err().contains("unroll data get mnist"), train.err());
        assertEquals(ExitCode.USAGE, run("data").exitCode());
    }

    @Test
    void keysThatDoNotSayHowDataAreReadAreRefused() throws IOException {
        Path data = Files.writeString(temporary.resolve("t.csv"), "text,label\na,x\nb,y\n");
        CommandRun other = run("data", "check", data.toString(), "--set", "epochs=3");
        assertEquals(
                "unroll: --set epochs=3: training.epochs does not say how data are read; give keys of the table data other"
                        + " than source, or leave it out\n",
                other.err());
        CommandRun source = run("data", "check", data.toString(), "--set", "data.source=words");
        assertEquals(
                "unroll: --set data.source=words: data.source does not say how data are read; give keys of the table data"
                        + " other than source, or leave it out\n",
                source.err());
    }

    /** Serves a folder, as a mirror would, an answer a connection. */
    private static ServerSocket serve(Path folder) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    try (Socket connection = server.accept()) {
                        answer(connection, folder);
                    }
                }
            } catch (IOException e) {
                // The socket was closed.
            }
        });
        return server;
    }

    private static void answer(Socket connection, Path folder) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        String request = String.valueOf(reader.readLine());
        for (String line = reader.readLine(); line != null && !line.isEmpty(); ) {
            line = reader.readLine();
        }
        Path file = folder.resolve(request.replaceFirst("GET /(\\S*) .*", "$1"));
        byte[] body = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        String head = "HTTP/1.1 " + (Files.exists(file) ? "200 OK" : "404 None") + "\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        connection.getOutputStream().write(head.getBytes(UTF_8));
        connection.getOutputStream().write(body);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void aMirrorIsEnough() throws IOException {
        Path upstream = Path.of(System.getenv("UNROLL_DATA"));
        try (ServerSocket server = serve(upstream)) {
            String mirror = "http://127.0.0.1:" + server.getLocalPort() + "/";
            CommandRun got = run("data", "get", "names", "tinyshakespeare", "--mirror", mirror);
            assertEquals(ExitCode.DONE, got.exitCode(), got.err());
            assertTrue(got.err().contains("Arabic.txt  13.2 kB  SHA-256 as it must be"), got.err());
            Path text = temporary.resolve("home/tinyshakespeare/input.txt");
            assertArrayEquals(
                    Files.readAllBytes(upstream.resolve("tinyshakespeare/input.txt")), Files.readAllBytes(text));
            assertEquals(
                    text + System.lineSeparator(),
                    run("data", "path", "tinyshakespeare").out());
            CommandRun wrong = run("data", "get", "mnist", "--mirror", mirror + "elsewhere");
            assertEquals(ExitCode.DATA, wrong.exitCode());
            assertTrue(wrong.err().contains("HTTP 404"), wrong.err());
        }
        CommandRun checked = run("data", "check", "names");
        assertEquals(ExitCode.DONE, checked.exitCode());
        assertTrue(
                checked.out().contains("18 of 18 files are there, with the SHA-256 of the catalogue"), checked.out());
        assertTrue(checked.out().contains("469 inputs have more than one label"), checked.out());
        Files.writeString(temporary.resolve("home/names/Arabic.txt"), "Changed\n");
        CommandRun changed = run("data", "check", "names");
        assertEquals(ExitCode.DATA, changed.exitCode());
        assertTrue(changed.err().contains("Arabic.txt must have the SHA-256 6f424a8dbe51"), changed.err());
    }

    @Test
    void checkNamesBadRowsAndContradictions() throws IOException {
        Path table = Files.writeString(temporary.resolve("table.csv"), """
                text,label,note
                fine,good,1
                dull,bad,2
                fine,bad,3
                fine,good,4
                broken row
                """);
        CommandRun run = run("data", "check", table.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals("""
                table.csv: Read 5 lines of 1 file; dropped 1 duplicate, 1 unreadable line.
                  table.csv:6: must have 3 fields, as the first row has, but has 1
                columns: text, label, note

                examples       3
                lengths        4 to 4 characters, median 4, 95 % at most 4
                repeated       1 example
                contradictory  1 input has more than one label
                               "fine": bad, good
                ceiling        66.67 % accuracy is the most that any model can reach

                class  examples    share
                bad           2   66.7 %
                good          1   33.3 %
                """, run.out().replace("\r\n", "\n"));
    }

    @Test
    void ofTextsWithoutClassesNothingIsSaidOfClasses() throws IOException {
        Path lines = Files.writeString(temporary.resolve("lines.txt"), "one line\nanother line\n");
        assertEquals("""
                lines.txt: Read 2 lines of 1 file; dropped none.

                examples       2
                lengths        8 to 12 characters, median 12, 95 % at most 12
                repeated       0 examples
                """, run("data", "check", lines.toString()).out().replace("\r\n", "\n"));
    }

    @Test
    void ofVeryManyColumnsTheFirstAreNamed(@TempDir Path directory) throws IOException {
        Path table = Files.writeString(
                directory.resolve("wide.csv"),
                "text,label" + ",c".repeat(100) + "\na,x" + ",1".repeat(100) + "\nb,y" + ",2".repeat(100) + "\n");
        CommandRun run = CommandRun.of("data", "check", table.toString());
        assertEquals(
                "columns: text, label" + ", c".repeat(48) + " and 52 more",
                run.out().lines().skip(1).findFirst().orElseThrow());
    }
}
