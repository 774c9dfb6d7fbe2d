package dev.unroll.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.progress.ProgressLine.Bars;
import dev.unroll.cli.progress.ProgressLine.Times;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {

    private static final Times TIMES = new Times(Duration.ofSeconds(21), Optional.of(Duration.ofSeconds(155)));

    private static final Times NOTHING = new Times(Duration.ZERO, Optional.empty());

    private static Progress at(long batch) {
        return new Progress(2, 8, batch, 320, batch * 142, OptionalDouble.of(1.23449), OptionalDouble.of(0.61));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            100 | "epoch 2/8   37%|███████▌            |  loss 1.234  acc 0.610  02:35 left  811 samples/s"
            80  | "epoch 2/8   37%|████▉        |  loss 1.234  acc 0.610  02:35 left  811 samples/s"
            70  | "epoch 2/8   37%  loss 1.234  acc 0.610  02:35 left  811 samples/s"
            60  | "epoch 2/8   37%  loss 1.234  acc 0.610  02:35 left"
            20  | "epoch 2/8   37%"
            5   | "epoch"
            0   | ""
            """)
    void aLineFitsItsWidth(int width, String line) {
        assertEquals(line, ProgressLine.live(at(120), TIMES, width, Bars.BLOCKS));
    }

    @Test
    void noWidthIsExceeded() {
        for (int width = 0; width < 200; width++) {
            for (long batch = 0; batch <= 320; batch += 40) {
                String line = ProgressLine.live(at(batch), TIMES, width, Bars.BLOCKS);
                assertTrue(line.length() <= width, line);
            }
        }
    }

    @Test
    void beforeTheFirstBatchNothingIsGuessed() {
        var start = new Progress(1, 12, 0, 320, 0, OptionalDouble.empty(), OptionalDouble.empty());
        assertEquals(
                "epoch  1/12    0%|                    |  ? left", ProgressLine.live(start, NOTHING, 80, Bars.ASCII));
    }

    @Test
    void anEpochOfNoBatchesIsDone() {
        var empty = new Progress(1, 1, 0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());
        assertEquals("epoch 1/1  00:00", ProgressLine.done(empty, NOTHING, 80));
    }

    @Test
    void withoutATerminalALineHasNoBarAndNoEnd() {
        assertEquals(
                "epoch 2/8   37%  loss 1.234  acc 0.610  02:35 left  811 samples/s",
                ProgressLine.plain(at(120), TIMES));
    }

    @Test
    void afterTheLastEpochNothingIsLeft() {
        var last = new Progress(8, 8, 320, 320, 4200, OptionalDouble.of(0.5), OptionalDouble.empty());
        assertEquals("epoch 8/8  loss 0.500  200 samples/s  00:21", ProgressLine.done(last, TIMES, 80));
    }

    @Test
    void aDoneEpochHasNoBar() {
        assertEquals(
                "epoch 2/8  loss 1.234  acc 0.610  2164 samples/s  00:21, 02:35 left",
                ProgressLine.done(at(320), TIMES, 80));
    }

    @Test
    void onANarrowTerminalADoneEpochHasNoSpeed() {
        assertEquals("epoch 2/8  loss 1.234  acc 0.610  00:21, 02:35 left", ProgressLine.done(at(320), TIMES, 60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0.0    | "    "  | "    "
            0.01   | "    "  | "    "
            0.0313 | "▏   "  | "    "
            0.5    | "██  "  | "##  "
            0.99   | "███▉"  | "### "
            1.0    | "████"  | "####"
            """)
    void barsGrow(double fraction, String blocks, String ascii) {
        assertEquals(blocks, Bars.BLOCKS.draw(fraction, 4));
        assertEquals(ascii, Bars.ASCII.draw(fraction, 4));
    }

    @ParameterizedTest
    @CsvSource({"0, 00:00", "499, 00:00", "500, 00:01", "3599499, 59:59", "3600000, 1:00:00", "360000000, 100:00:00"})
    void clocksRound(long millis, String clock) {
        assertEquals(clock, ProgressLine.clock(Duration.ofMillis(millis)));
    }

    @Test
    void countsBeyondTheirTotalsAreRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> at(321));
        assertEquals("batch must be from 0 to 320 but is 321", error.getMessage());
    }
}
