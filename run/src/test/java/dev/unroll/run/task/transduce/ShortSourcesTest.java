package dev.unroll.run.task.transduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortSourcesTest {

    /** The end of a source is a step too: the third has three steps, its target needs five. */
    private static final String PAIRS = "source\ttarget\nabcd\txy\naaa\tyx\nab\txxx\nabcde\txyx\n";

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("pairs.tsv"), PAIRS);
    }

    private TrainingData<?> read(String... more) {
        List<String> keys = new ArrayList<>(List.of(
                "task=transduce", "decoder=ctc", "loss=ctc", "readout=each", "format=pairs", "test_fraction=0"));
        keys.add("data.source=" + file);
        keys.addAll(List.of(more));
        var config = ConfigReader.read("my.toml", "", keys);
        return new TransduceType().read(config, new DataSource(config.data(), new DataHome(folder)));
    }

    @Test
    void aSourceTooShortForItsTargetIsNamedBeforeTheTraining() {
        TrainingData<?> data = read();
        var error = assertThrows(DataException.class, () -> data.training(2));
        assertEquals(
                "pairs.tsv:4 has 3 steps, but ctc needs at least 5 for its target of 3 tokens; leave such sources out"
                        + " (--set short_sources=leave_out)",
                error.getMessage());
    }

    @Test
    void joinedStepsAreCounted() {
        TrainingData<?> data = read("time_reduction=3");
        var error = assertThrows(DataException.class, () -> data.training(2));
        assertEquals(
                "pairs.tsv:4 has 1 step (3 before they are joined), but ctc needs at least 5 for its target of 3 tokens;"
                        + " leave such sources out (--set short_sources=leave_out), or make model.time_reduction smaller",
                error.getMessage());
    }

    @Test
    void shortSourcesAreLeftOut() {
        assertEquals(3, read("short_sources=leave_out").training(2).count());
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertEquals(
                List.of("1 target of the training and validation parts needs more steps than the source has, so it is left"
                        + " out; the test part keeps all"),
                read("short_sources=leave_out").warnings());
    }

    @Test
    void moreIsLeftOutWhereMoreStepsAreJoined() {
        assertEquals(
                List.of("2 targets of the training and validation parts need more steps than the source has, so they are left"
                        + " out; the test part keeps all"),
                read("short_sources=leave_out", "time_reduction=3").warnings());
    }

    @Test
    void nothingIsLeftIfAllAreTooShort() {
        TrainingData<?> data = read("short_sources=leave_out", "time_reduction=60");
        var error = assertThrows(DataException.class, () -> data.training(2));
        assertEquals(
                "each source has fewer steps than its target needs, so nothing is left; bring longer sources, or shorter steps",
                error.getMessage());
    }
}
