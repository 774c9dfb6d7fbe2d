package dev.unroll.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.PlainWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Duration NONE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    private final StringWriter printed = new StringWriter();
    private final PlainWriter err = new PlainWriter(printed);

    /** Waits until something was printed, which another thread does. */
    private void awaitPrint() {
        while (printed.toString().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aLongInputIsCalledByItsLength() {
        assertEquals("answering \"the cat\"", Waiting.answering("the cat"));
        assertEquals("answering an input of 2,000 characters, which takes long", Waiting.answering("ab".repeat(1000)));
    }

    @Test
    void whatTakesAMomentIsNotSaid() {
        try (var _ = Waiting.during("reading a.csv", err, OptionalInt.of(60), LONG, LONG)) {
            assertEquals("", printed.toString());
        }
        assertEquals("", printed.toString());
    }

    @Test
    void aLiveLineShowsTheTimeAndIsErased() {
        try (var _ = Waiting.during("reading a.csv", err, OptionalInt.of(60), NONE, LONG)) {
            awaitPrint();
        }
        assertEquals("\r\033[Kreading a.csv  00:00\r\033[K", printed.toString());
    }

    @Test
    void theTimeIsShownWhereTheLineIsNarrow() {
        try (var _ = Waiting.during("reading a-very-long-name.csv", err, OptionalInt.of(20), NONE, LONG)) {
            awaitPrint();
        }
        assertTrue(printed.toString().startsWith("\r\033[Kreading a-  00:00"), printed::toString);
    }

    @Test
    void withoutATerminalOneLineSaysIt() {
        try (var _ = Waiting.during("reading a.csv", err, OptionalInt.empty(), NONE, NONE)) {
            awaitPrint();
        }
        assertEquals("reading a.csv" + System.lineSeparator(), printed.toString());
    }
}
