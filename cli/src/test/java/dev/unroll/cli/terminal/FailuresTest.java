package dev.unroll.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {

    /** A command that fails in one way. */
    @Command(name = "fails")
    record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new UserError(ExitCode.DATA, "line 3 has 2 columns"), ExitCode.DATA, "line 3 has 2 columns"),
                Arguments.of(new UserError(ExitCode.USAGE, "no such key"), ExitCode.USAGE, "no such key"),
                Arguments.of(new InterruptedException(), ExitCode.INTERRUPTED, "interrupted"),
                Arguments.of(new NoSuchFileException("a.csv"), ExitCode.DATA, "there is no file a.csv"),
                Arguments.of(new AccessDeniedException("a.csv"), ExitCode.DATA, "no permission for a.csv"),
                Arguments.of(new IOException("a.csv ends early"), ExitCode.DATA, "a.csv ends early"),
                Arguments.of(new IllegalArgumentException("h must be [2, 3]"), ExitCode.FAILED, "h must be [2, 3]"),
                Arguments.of(
                        new IllegalStateException(), ExitCode.FAILED, "IllegalStateException (--debug shows where)"));
    }

    @Test
    void aStackThatIsTooSmallIsOneSentence() {
        var err = new StringWriter();
        var terminal = new Terminal(
                InputStream.nullInputStream(), new PlainWriter(new StringWriter()), new PlainWriter(err), Map.of());
        assertEquals(ExitCode.FAILED, new Failures(terminal).tooDeep());
        assertEquals(
                "unroll: what was read is nested too deeply: brackets within brackets, some thousand times; make it"
                        + " flatter, or allow more by UNROLL_JAVA_OPTS=-Xss..." + System.lineSeparator(),
                err.toString());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureIsOneSentenceAndACode(Exception failure, ExitCode exitCode, String sentence) {
        var err = new StringWriter();
        var terminal = new Terminal(
                InputStream.nullInputStream(), new PlainWriter(new StringWriter()), new PlainWriter(err), Map.of());
        int status = new CommandLine(new Failing(failure))
                .setExecutionExceptionHandler(new Failures(terminal)::execution)
                .execute();
        terminal.err().flush();
        assertEquals("unroll: " + sentence + System.lineSeparator(), err.toString());
        assertEquals(exitCode.status(), status);
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithItsSize() {
        var err = new StringWriter();
        var terminal = new Terminal(
                InputStream.nullInputStream(), new PlainWriter(new StringWriter()), new PlainWriter(err), Map.of());
        assertEquals(ExitCode.FAILED, new Failures(terminal).outOfMemory());
        terminal.err().flush();
        assertEquals(
                "unroll: out of memory: the heap may grow to "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB; allow more by UNROLL_JAVA_OPTS=-Xmx..., or ask for less at once"
                        + System.lineSeparator(),
                err.toString());
    }
}
