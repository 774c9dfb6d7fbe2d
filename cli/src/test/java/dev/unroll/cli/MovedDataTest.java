package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose data lie elsewhere now. */
class MovedDataTest {

    private static Path data = Path.of("");
    private static Path moved = Path.of("");
    private static String run = "";

    @BeforeAll
    static void trainAndMove(@TempDir Path directory) throws IOException {
        data = directory.resolve("lines.txt");
        moved = directory.resolve("moved.txt");
        run = directory.resolve("run").toString();
        Files.writeString(data, "low sun\nriver\n");
        CommandRun trained = CommandRun.of(
                "train", "hello", "--data", data.toString(), "--set", "epochs=2", "--quiet", "--out", run);
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
        Files.move(data, moved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report RUN",
                "evaluate RUN",
                "verify RUN",
                "generate RUN --prompt l --new --temperature 1",
                "explain RUN --example 0"
            })
    void aCommandThatNeedsThemAsksWhereTheyAre(String command) {
        assertAsks(CommandRun.of(command.replace("RUN", run).split(" ", -1)));
    }

    private static void assertAsks(CommandRun asked) {
        assertEquals(
                "unroll: there is no file or folder " + data
                        + "; check the path, or say where the data of the training are now by --data PATH"
                        + System.lineSeparator(),
                asked.err());
        assertEquals(ExitCode.DATA, asked.exitCode());
    }

    @Test
    void resumeAsksWhereTheyAre() throws IOException {
        Path receipt = Path.of(run).resolve("run.json");
        String finished = Files.readString(receipt);
        Files.writeString(
                receipt, finished.replaceFirst("\"status\":( ?)\"finished\"", "\"status\":$1\"interrupted\""));
        assertAsks(CommandRun.of("resume", run));
        Files.writeString(receipt, finished);
    }

    @Test
    void aReportIsWrittenFromWhereTheyAre() {
        CommandRun report = CommandRun.of("report", run, "--data", moved.toString());
        assertEquals(ExitCode.DONE, report.exitCode(), report.err());
    }
}
