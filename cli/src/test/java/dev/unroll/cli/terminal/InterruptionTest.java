package dev.unroll.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.unroll.cli.CommandRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and SIGTERM, with a process of its own and the signal itself. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptionTest {

    /** Far more than a test may take: only the signal ends it. */
    private static Process endlessTraining(Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.unroll.cli.Main",
                        "train",
                        "hello",
                        "--set",
                        "epochs=1000000",
                        "--threads",
                        "1",
                        "--out",
                        out.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    /** A shell starts background jobs deaf to Ctrl-C, and so are all their children. */
    private static boolean hearsInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .noneMatch(ignored -> (ignored & 2) != 0);
    }

    @ParameterizedTest
    @CsvSource({"INT, INTERRUPTED", "TERM, TERMINATED"})
    void theFirstOneFinishesTheStepAndSavesTheModel(String signal, ExitCode end, @TempDir Path directory)
            throws Exception {
        assumeTrue(!signal.equals("INT") || hearsInterrupts());
        Path model = directory.resolve("model");
        Process process = endlessTraining(model);
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            String line = err.readLine();
            while (line != null && !line.startsWith("training ")) {
                line = err.readLine();
            }
            send(signal, process);
            List<String> rest = err.lines().toList();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(end.status(), process.exitValue(), rest.toString());
            assertTrue(
                    rest.get(rest.size() - 2)
                            .matches("interrupted after \\d+ steps?; the model as it was then is in .*model"),
                    rest.toString());
            assertEquals("go on by: unroll resume " + model, rest.getLast());
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(model), left.toList());
        }
        CommandRun run = CommandRun.of("predict", model.toString(), "hell");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    }
}
