package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is larger than the memory is checked and learned. */
class LargeTableTest {

    private static final int HEAP = 48 << 20;
    private static final int ROWS = 2_000_000;

    @TempDir
    private static Path folder = Path.of("");

    private static String table = "";

    /** Writes half minutes of a wave, and a count beside it. */
    @BeforeAll
    static void write() throws IOException {
        Path file = folder.resolve("load.csv");
        LocalDateTime start = LocalDateTime.of(2021, 1, 1, 0, 0);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("time,load\n");
            for (int row = 0; row < ROWS; row++) {
                long load = StrictMath.round(1e4 * StrictMath.sin(row / 100.0));
                writer.write(start.plusSeconds(30L * row) + "," + (1_000_000 + load) + "\n");
            }
        }
        assertTrue(Files.size(file) > HEAP, "the table has " + Files.size(file) + " bytes");
        table = file.toString();
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.unroll.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void isChecked() throws IOException, InterruptedException {
        assertTrue(run("data", "check", table).contains("2,000,000 to 2,000,000 steps"));
    }

    @Test
    void isLearnedByWindowsAndGoesOn() throws IOException, InterruptedException {
        String out = folder.resolve("run").toString();
        String set = "--set";
        String said = run(
                "train",
                table,
                set,
                "epochs=1",
                set,
                "hidden_size=8",
                set,
                "train_stride=400",
                set,
                "test_stride=4000",
                "--out",
                out);
        assertTrue(said.contains("repeat the last value"), said);
        assertTrue(run("forecast", out).contains("load"));
    }
}
