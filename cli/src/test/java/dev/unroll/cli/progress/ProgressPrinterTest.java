package dev.unroll.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.PlainWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {

    private final StringWriter err = new StringWriter();
    private long nanos;

    private ProgressPrinter printer(OptionalInt columns) {
        return new ProgressPrinter(new PlainWriter(err), columns, ProgressLine.Bars.ASCII, () -> nanos);
    }

    /** Shows two epochs of ten batches, each of which takes {@code millis}. */
    private void train(ProgressPrinter printer, long millis) {
        for (int epoch = 1; epoch <= 2; epoch++) {
            for (long batch = 0; batch <= 10; batch++) {
                printer.show(
                        new Progress(epoch, 2, batch, 10, batch * 32, OptionalDouble.of(0.5), OptionalDouble.empty()));
                nanos += millis * 1_000_000;
            }
        }
    }

    private int liveLines() {
        return err.toString().split("%", -1).length - 1; // only live lines say how much of an epoch is done
    }

    @Test
    void withoutATerminalThereIsALineAnEpoch() {
        train(printer(OptionalInt.empty()), 100);
        assertEquals(
                "epoch 1/2  loss 0.500  320 samples/s  00:01, 00:01 left\nepoch 2/2  loss 0.500  320 samples/s  00:01\n",
                err.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void withoutATerminalALongEpochSaysEveryMinuteHowFarItIs() {
        train(printer(OptionalInt.empty()), 31_000);
        List<String> lines = err.toString().lines().toList();
        assertEquals(10, lines.size(), err::toString);
        assertEquals("epoch 1/2   20%  loss 0.500  09:18 left  1 samples/s", lines.getFirst());
        assertEquals("epoch 1/2   40%  loss 0.500  08:16 left  1 samples/s", lines.get(1));
        assertEquals("epoch 1/2  loss 0.500  1 samples/s  05:10, 05:10 left", lines.get(4));
    }

    @Test
    void theTimeLeftIsThatOfAllEpochsAtTheSpeedSinceTheFirstBatch() {
        ProgressPrinter printer = printer(OptionalInt.of(100));
        long[] seconds = {0, 5, 6, 7};
        for (int batch = 0; batch < seconds.length; batch++) {
            nanos = seconds[batch] * 1_000_000_000;
            printer.show(new Progress(3, 4, batch, 10, batch, OptionalDouble.empty(), OptionalDouble.empty()));
        }
        String[] lines = err.toString().split("\r", -1);
        assertTrue(lines[2].contains("  ? left"), lines[2]);
        assertTrue(lines[3].contains("  00:18 left"), lines[3]);
        assertTrue(lines[4].contains("  00:17 left"), lines[4]);
    }

    @Test
    void anEpochThatIsGoneOnWithTookTheTimeBeforeToo() {
        ProgressPrinter printer = printer(OptionalInt.empty());
        printer.goOn(Duration.ofSeconds(30));
        for (long batch = 6; batch <= 10; batch++) {
            printer.show(new Progress(1, 2, batch, 10, batch * 32, OptionalDouble.of(0.5), OptionalDouble.empty()));
            nanos += 5_000_000_000L;
        }
        nanos -= 5_000_000_000L;
        printer.show(new Progress(2, 2, 0, 10, 0, OptionalDouble.empty(), OptionalDouble.empty()));
        nanos += 40_000_000_000L;
        printer.show(new Progress(2, 2, 10, 10, 320, OptionalDouble.of(0.4), OptionalDouble.empty()));
        assertEquals(
                List.of(
                        "epoch 1/2  loss 0.500  6 samples/s  00:50, 00:50 left",
                        "epoch 2/2  loss 0.400  8 samples/s  00:40"),
                err.toString().lines().toList());
    }

    @Test
    void aTerminalSeesEveryBatchOfASlowRun() {
        train(printer(OptionalInt.of(80)), 100);
        assertEquals(20, liveLines(), err::toString);
    }

    @Test
    void aTerminalSeesTenLinesASecondOfAFastRun() {
        train(printer(OptionalInt.of(80)), 25);
        // Each epoch: batches 0, 4 and 8, at 0, 100 and 200 ms.
        assertEquals(6, liveLines(), err::toString);
    }

    @Test
    void ctrlCAndTheLastColumnHaveRoom() {
        train(printer(OptionalInt.of(60)), 100);
        for (String line : err.toString().split("\r|\\R", -1)) {
            assertTrue((line.replace("\033[K", "") + "^C").length() < 60, line);
        }
    }

    @Test
    void aMessageStandsOnALineOfItsOwn() {
        ProgressPrinter printer = printer(OptionalInt.of(30));
        printer.show(new Progress(1, 1, 1, 2, 32, OptionalDouble.empty(), OptionalDouble.empty()));
        printer.print("saved");
        String text = err.toString();
        assertTrue(text.startsWith("\r\033[Kepoch 1/1   50%"), text);
        assertTrue(text.endsWith("\r\033[Ksaved" + System.lineSeparator()), text);
    }

    @Test
    void anInterruptedRunKeepsItsLastLine() {
        try (ProgressPrinter printer = printer(OptionalInt.of(30))) {
            printer.show(new Progress(1, 1, 1, 2, 32, OptionalDouble.empty(), OptionalDouble.empty()));
        }
        assertTrue(err.toString().endsWith(System.lineSeparator()), err::toString);
    }
}
