package dev.unroll.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

    private static final String HEADER = "epoch,steps,loss,accuracy,validation_loss,validation_accuracy,learning_rate,"
            + "gradient_norm_mean,gradient_norm_largest,clipped,seconds,weights_sha256";

    private static final String ROW = "1,19,3.5,0.03,,,0.01,0.2,0.4,0,4.196,52ed";

    @TempDir
    private Path temporary = Path.of("");

    private RunFolder logs(List<String> events, List<String> epochs) throws IOException {
        var folder = new RunFolder(temporary);
        Files.write(folder.events(), events);
        Files.write(folder.epochs(), epochs);
        return folder;
    }

    @Test
    void aBrokenLineIsDroppedAndTheOthersStay() throws IOException {
        String step = "{\"event\":\"step\",\"step\":2}";
        RunFolder folder = logs(
                List.of("{\"event\":\"started\"}", "{\"event\":}", "{}", "{\"event\":\"step\",\"step\":\"a\"}", step),
                List.of(HEADER, ROW, "2" + ROW, ROW.replace("4.196", "soon")));

        RunLog.resume(folder, () -> 1, Optional.of(new Checkpoint.Builder(2, 2).build()))
                .close();

        assertEquals(List.of("{\"event\":\"started\"}", step), Files.readAllLines(folder.events()));
        assertEquals(List.of(HEADER, ROW), Files.readAllLines(folder.epochs()));
    }

    @Test
    void aRowWhoseSecondsAreNoNumberHasNoTime() throws IOException {
        RunFolder folder = logs(List.of(), List.of(HEADER, ROW.replace("4.196", "soon"), ROW));
        assertEquals(Optional.of(Duration.ofMillis(4196)), RunLog.timeBefore(folder, 2));
    }
}
