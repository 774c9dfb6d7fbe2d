package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.cli.terminal.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Any bytes as the lines of which predict is asked. */
final class PredictLinesFuzzTest {

    private static final String MODEL = model("texts");

    private static String model(String name) {
        URI folder = URI.create(String.valueOf(PredictLinesFuzzTest.class.getResource("/format-1/models/" + name)));
        return Path.of(Objects.requireNonNull(folder)).toString();
    }

    @FuzzTest
    void eachLineHasAnAnswerOrASentence(byte[] bytes) {
        CommandRun run = CommandRun.reading(bytes, "predict", MODEL);

        assertTrue(List.of(ExitCode.DONE, ExitCode.DATA).contains(run.exitCode()), run::err);
        assertEquals(lines(bytes), run.out().chars().filter(c -> c == '\n').count());
        assertFalse(run.out().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'), run::out);
        assertFalse(run.err().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'), run::err);
        assertFalse(run.err().contains("Exception"), run::err);
    }

    private static long lines(byte[] bytes) {
        long lines = 0;
        for (byte b : bytes) {
            lines += b == '\n' ? 1 : 0;
        }
        boolean open = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
        return open ? lines + 1 : lines;
    }
}
