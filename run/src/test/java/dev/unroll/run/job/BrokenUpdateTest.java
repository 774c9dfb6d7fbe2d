package dev.unroll.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.CheckpointFolder;
import dev.unroll.core.checkpoint.CheckpointFolder.Latest;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped between two batches of one update. */
class BrokenUpdateTest {

    private final Path temporary;

    BrokenUpdateTest(@TempDir Path temporary) throws IOException {
        this.temporary = temporary;
        Path data = Files.createDirectories(temporary.resolve("letters"));
        Files.writeString(data.resolve("vowels.txt"), "ae\nio\nua\neo\nia\nou\nei\nau\noe\nua\nie\nao\n");
        Files.writeString(data.resolve("consonants.txt"), "bc\ndf\ngb\ncd\nfg\nbd\ncf\ndg\nfb\ngc\ndb\nfc\n");
    }

    private TrainJob job(String... assignments) {
        String toml = """
                [data]
                source = "%s"
                test_fraction = 0.0
                validation_fraction = 0.0
                [model]
                hidden_size = 4
                [training]
                epochs = 3
                batch_size = 4
                accumulate = 4
                """.formatted(temporary.resolve("letters"));
        return TrainJob.prepare(
                ConfigReader.read("my.toml", toml, List.of(assignments)), "letters", new DataHome(temporary));
    }

    /** Returns the rows of a run's log without the seconds. */
    private static List<String> rows(RunFolder folder) throws IOException {
        return Files.readAllLines(folder.epochs()).stream()
                .map(row -> row.replaceFirst(",[^,]*(,[^,]*)$", "$1"))
                .toList();
    }

    @Test
    void goesOnWithTheGradientAndTheLogThatItHad() throws IOException {
        var straight = new RunFolder(temporary.resolve("straight"));
        var broken = new RunFolder(temporary.resolve("broken"));
        var batches = new AtomicInteger();
        try (Team team = Team.of(1)) {
            job().begin(new TrainJob.Setting(straight, team, event -> {}, () -> false));
            TrainingEvent[] last = {null};
            // 24 examples are 6 batches, which are updates of 4 and of 2; the seventh is the first of the next epoch.
            job().begin(new TrainJob.Setting(
                    broken, team, event -> last[0] = event, () -> batches.incrementAndGet() == 7));
            assertEquals(new TrainingEvent.Finished(2, TrainingEvent.Ending.INTERRUPTED, 2), last[0]);
            assertEquals(rows(straight).subList(0, 2), rows(broken));

            Optional<Checkpoint> from =
                    CheckpointFolder.latest(broken.checkpoints()).map(Latest::checkpoint);
            assertTrue(from.orElseThrow().has("gradient"));
            job().resume(new TrainJob.Setting(broken, team, event -> {}, () -> false), RunReceipt.read(broken), from);
        }
        assertEquals(rows(straight), rows(broken));
        RunReceipt receipt = RunReceipt.read(broken);
        assertEquals(RunReceipt.read(straight).epochWeights(), receipt.epochWeights());
        assertEquals(RunReceipt.read(straight).weights(), receipt.weights());
    }

    @Test
    void aGroupThatSelectsNothingIsRefusedBeforeAnythingIsWritten() {
        var folder = new RunFolder(temporary.resolve("run"));
        try (Team team = Team.of(1)) {
            TrainJob job = job("groups=[\"embedding frozen\"]");
            var error = assertThrows(
                    ConfigException.class,
                    () -> job.begin(new TrainJob.Setting(folder, team, event -> {}, () -> false)));
            assertEquals(
                    "[training]: the group \"embedding frozen\" selects no parameter; there are rnn.weight_ih_l0,"
                            + " rnn.weight_hh_l0, rnn.bias_ih_l0, rnn.bias_hh_l0, fc.weight, fc.bias, and the words bias,"
                            + " embedding, head, input, recurrent",
                    error.getMessage());
        }
        assertTrue(Files.notExists(folder.path()));
    }
}
