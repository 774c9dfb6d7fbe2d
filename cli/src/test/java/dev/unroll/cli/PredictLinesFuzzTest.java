package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    void eachLineHasAnAnswerOrASentence(byte[] bytes) throws IOException {
        CommandRun run = CommandRun.reading(bytes, "predict", MODEL);

        assertTrue(List.of(ExitCode.DONE, ExitCode.DATA).contains(run.exitCode()), run::err);
        assertEquals(lines(bytes), run.out().chars().filter(c -> c == '\n').count());
        assertFalse(run.out().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'), run::out);
        assertFalse(run.err().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'), run::err);
        assertFalse(run.err().contains("Exception"), run::err);
    }

    private static long lines(byte[] bytes) throws IOException {
        long count = 0;
        try (LineStream lines = LineStream.open(new ByteArrayInputStream(bytes), Encoding.FOUND)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                count++;
            }
        }
        return count;
    }
}
