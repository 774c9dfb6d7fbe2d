package dev.unroll.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultStreamTest {

    private static OutputStream failing(String problem) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(problem);
            }
        };
    }

    private static Optional<String> lossOf(OutputStream out) {
        var results = new ResultStream(out);
        new PrintWriter(results, true, StandardCharsets.UTF_8).println("an answer");
        return results.loss();
    }

    @Test
    void whatCannotBeWrittenIsALoss() {
        assertEquals(
                Optional.of("the results cannot be written to stdout: No space left on device"),
                lossOf(failing("No space left on device")));
        assertEquals(Optional.empty(), lossOf(OutputStream.nullOutputStream()));
    }

    @Test
    void whatNobodyReadsIsNone() {
        assertEquals(Optional.empty(), lossOf(failing("Broken pipe")));
    }

    @Test
    void aProcessWhoseResultsAreLostHasFailed() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full) && !Files.isRegularFile(full), "this system has no full device");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.unroll.cli.Main",
                        "--version")
                .redirectOutput(full.toFile())
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.FAILED.status(), process.waitFor(), err);
        assertEquals("unroll: the results cannot be written to stdout: No space left on device\n", err);
    }
}
