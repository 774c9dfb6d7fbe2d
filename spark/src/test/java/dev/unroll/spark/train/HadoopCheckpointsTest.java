package dev.unroll.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.spark.progress.EpochScores;
import dev.unroll.spark.progress.Noted;
import dev.unroll.spark.progress.TrainingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopCheckpointsTest {

    private static final EpochScores DONE = new EpochScores(1, 9, 0.5, 0.75, 0.25, Double.NaN);

    private static final Noted NOTED = new Noted(List.of(DONE), new TrainingLog("{}\n", "1,9\n", 1.5));

    private final Configuration hadoop = new Configuration();
    private final String folder;
    private final Path path;

    HadoopCheckpointsTest(@TempDir Path path) {
        this.path = path.resolve("checkpoints");
        this.folder = this.path.toUri().toString();
    }

    private void keep(int kept, long... steps) throws IOException {
        var checkpoints = new HadoopCheckpoints(folder, hadoop, kept, Duration.ZERO, () -> NOTED);
        for (long step : steps) {
            var into = new Checkpoint.Builder(step, 2);
            into.put("values", new float[] {1, step});
            checkpoints.keep(into.build());
        }
    }

    private HadoopCheckpoints.Kept newest() throws IOException {
        return HadoopCheckpoints.read(
                folder, HadoopCheckpoints.newest(folder, hadoop).orElseThrow(), hadoop);
    }

    @Test
    void theNewestIsReadWithTheScoresBeforeIt() throws IOException {
        keep(2, 9, 10);
        assertEquals(10, newest().checkpoint().step());
        assertEquals(NOTED, newest().noted());
    }

    @Test
    void asManyStayAsAreKept() throws IOException {
        keep(2, 1, 2, 3, 4);
        try (Stream<Path> files = Files.list(path)) {
            assertEquals(
                    2,
                    files.filter(file -> file.getFileName().toString().startsWith("step-"))
                            .count());
        }
    }

    @Test
    void oneThatIsNotWholeIsPassedOver() throws IOException {
        keep(2, 9, 10);
        Path newest = path.resolve(HadoopCheckpoints.newest(folder, hadoop).orElseThrow());
        byte[] whole = Files.readAllBytes(newest);
        // Beside it lies a checksum of the file system's own.
        Files.deleteIfExists(path.resolve("." + newest.getFileName() + ".crc"));
        Files.write(newest, Arrays.copyOf(whole, whole.length - 1));
        assertEquals(9, newest().checkpoint().step());
    }

    @Test
    void aFolderThatIsNotThereHasNone() throws IOException {
        assertEquals(Optional.empty(), HadoopCheckpoints.newest(folder, hadoop));
        HadoopCheckpoints.remove(folder, hadoop);
        assertFalse(Files.exists(path));
    }
}
