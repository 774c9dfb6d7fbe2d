package dev.unroll.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.cli.terminal.PlainWriter;
import dev.unroll.core.train.TrainingEvent;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

    private final StringWriter err = new StringWriter();
    private final ProgressPrinter printer =
            new ProgressPrinter(new PlainWriter(err), OptionalInt.empty(), ProgressLine.Bars.ASCII, this::nanos);
    private final TrainingProgress progress = new TrainingProgress(printer, "4 texts");
    private long nanos;

    private long nanos() {
        return nanos;
    }

    private void start(int epochs) {
        progress.accept(new TrainingEvent.Started(epochs, 4, 2L * epochs, 10, "scalar", 1, 0));
    }

    private void goOn(int epoch, TrainingEvent.Sums before) {
        progress.accept(new TrainingEvent.EpochStarted(epoch, 2, before));
    }

    /** One of the two steps of an epoch: its loss is its number, and of its two texts the first one is right. */
    private void step(int epoch, int batch) {
        nanos += 1_000_000_000;
        progress.accept(new TrainingEvent.Step(epoch, 2L * epoch - 2 + batch, batch, 2, batch, 1, 0.1, 2, 1));
    }

    private List<String> epochLines() {
        return err.toString().lines().filter(line -> line.startsWith("epoch")).toList();
    }

    @Test
    void theLineOfAnEpochThatIsGoneOnWithIsThatOfOneWithoutABreak() {
        start(1);
        goOn(1, TrainingEvent.Sums.NONE);
        step(1, 1);
        step(1, 2);
        List<String> straight = epochLines();
        err.getBuffer().setLength(0);

        var resumed =
                new ProgressPrinter(new PlainWriter(err), OptionalInt.empty(), ProgressLine.Bars.ASCII, this::nanos);
        resumed.goOn(Duration.ofSeconds(1));
        var second = new TrainingProgress(resumed, "4 texts");
        second.accept(new TrainingEvent.Started(1, 4, 2, 10, "scalar", 1, 1));
        second.accept(new TrainingEvent.EpochStarted(1, 2, new TrainingEvent.Sums(1, 2, 2, 2, 1)));
        nanos += 1_000_000_000;
        second.accept(new TrainingEvent.Step(1, 2, 2, 2, 2, 1, 0.1, 2, 1));

        assertEquals(List.of("epoch 1/1  loss 1.500  acc 0.500  2 samples/s  00:02"), straight);
        assertEquals(straight, epochLines());
    }

    @Test
    void anEpochOfWhichNothingIsLeftHasItsLineToo() {
        start(2);
        printer.goOn(Duration.ofSeconds(2));
        goOn(1, new TrainingEvent.Sums(2, 4, 6, 4, 2));
        assertEquals(List.of("epoch 1/2  loss 1.500  acc 0.500  2 samples/s  00:02"), epochLines());
    }

    @Test
    void ofManyEpochsEveryNthHasALine() {
        start(50);
        for (int epoch = 1; epoch <= 50; epoch++) {
            goOn(epoch, TrainingEvent.Sums.NONE);
            step(epoch, 1);
            step(epoch, 2);
        }
        assertEquals(25, epochLines().size());
        goOn(1, new TrainingEvent.Sums(2, 4, 6, 4, 2));
        assertEquals(25, epochLines().size());
    }
}
