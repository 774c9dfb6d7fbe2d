package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training leaves in its folder, and what becomes of it. */
class RunCommandsTest {

    private static Path done = Path.of("");
    private static Path data = Path.of("");

    @TempDir
    private Path temporary = Path.of("");

    private Path run = Path.of("");

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        done = directory.resolve("run");
        data = SmallData.folder(directory);
        CommandRun trained = CommandRun.of(SmallData.train(
                data,
                done,
                "--quiet",
                "--set",
                "validation_fraction=0.2",
                "--set",
                "kept=best",
                "--set",
                "patience=2"));
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
    }

    @BeforeEach
    void copy() throws IOException {
        run = temporary.resolve("run");
        try (Stream<Path> files = Files.walk(done)) {
            for (Path file : files.toList()) {
                Files.copy(file, run.resolve(done.relativize(file).toString()));
            }
        }
    }

    private JsonObject receipt() throws IOException {
        return JsonParser.parseString(Files.readString(run.resolve("run.json"))).getAsJsonObject();
    }

    private void replaceInReceipt(String regex, String by) throws IOException {
        String text = Files.readString(run.resolve("run.json"));
        String changed = text.replaceFirst(regex, by);
        assertFalse(text.equals(changed), regex);
        Files.writeString(run.resolve("run.json"), changed);
    }

    @Test
    void theReceiptHasWhatItTakesToRepeatTheTraining() throws IOException {
        JsonObject receipt = receipt();
        assertEquals("finished", receipt.get("status").getAsString());
        assertEquals("all_epochs", receipt.get("end").getAsString());
        assertEquals(3, receipt.getAsJsonArray("epochs").size());
        assertEquals(
                64,
                receipt.getAsJsonObject("data").get("fingerprint").getAsString().length());
        assertEquals("test", receipt.get("scored_on").getAsString());
        int kept = receipt.get("kept_epoch").getAsInt();
        JsonObject best = receipt.getAsJsonArray("epochs").get(kept - 1).getAsJsonObject();
        assertEquals(best.get("weights_sha256"), receipt.get("weights_sha256"));
        assertTrue(receipt.getAsJsonObject("scores").has("naive_bayes"));
    }

    @Test
    void theLogsHaveEveryStepAndEveryEpoch() throws IOException {
        List<JsonObject> events = Files.readAllLines(run.resolve("log.jsonl")).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        long steps = receipt().get("steps").getAsLong();
        assertEquals("started", events.getFirst().get("event").getAsString());
        assertEquals("finished", events.getLast().get("event").getAsString());
        assertEquals(
                steps,
                events.stream()
                        .filter(event -> event.get("event").getAsString().equals("step"))
                        .count());
        List<String> rows = Files.readAllLines(run.resolve("log.csv"));
        assertEquals(4, rows.size());
        assertEquals(rows.getFirst().split(",", -1).length, rows.getLast().split(",", -1).length);
        assertTrue(rows.getLast().startsWith("3," + steps + ","), rows.getLast());
    }

    @Test
    void theFolderOfARunIsAsGoodAsThatOfItsModel() {
        String answer = CommandRun.of("predict", run.toString(), "aei").out();
        assertEquals(
                answer,
                CommandRun.of("predict", run.resolve("model").toString(), "aei").out());
        assertTrue(answer.contains("vowels"), answer);
    }

    @Test
    void verifyFindsTheSameWeightsWithAnyNumberOfThreads() {
        CommandRun verified = CommandRun.of("verify", run.toString(), "--threads", "3");
        assertEquals(ExitCode.DONE, verified.exitCode(), verified.err());
        assertEquals(run + ": the same weights after each of 3 epochs" + System.lineSeparator(), verified.out());
    }

    @Test
    void verifyFindsTheEpochThatDiffers() throws IOException {
        String second = receipt()
                .getAsJsonArray("epochs")
                .get(1)
                .getAsJsonObject()
                .get("weights_sha256")
                .getAsString();
        replaceInReceipt(second, "0".repeat(64));
        CommandRun verified = CommandRun.of("verify", run.toString(), "--quiet");
        assertEquals(ExitCode.FAILED, verified.exitCode());
        assertEquals(run + ": the weights differ after epoch 2" + System.lineSeparator(), verified.out());
    }

    @Test
    void dataThatHaveChangedAreNoticed() throws IOException {
        Path other = temporary.resolve("letters");
        Files.createDirectory(other);
        Files.writeString(other.resolve("vowels.txt"), "aei\niou\n");
        Files.writeString(other.resolve("consonants.txt"), "bcd\n");
        CommandRun verified = CommandRun.of("verify", run.toString(), "--data", other.toString());
        assertEquals(ExitCode.DATA, verified.exitCode());
        assertTrue(
                verified.err().contains("letters is not what the run was trained on: its fingerprint must be "),
                verified.err());
    }

    @Test
    void aFinishedRunIsNotResumedAndAnUnfinishedOneIsNotReplaced() throws IOException {
        CommandRun resumed = CommandRun.of("resume", run.toString());
        assertEquals(ExitCode.USAGE, resumed.exitCode());
        assertEquals(
                "unroll: " + run + " holds a training that is finished; there is nothing to go on with"
                        + System.lineSeparator(),
                resumed.err());
        Files.createDirectory(run.resolve("checkpoints"));
        CommandRun again = CommandRun.of(SmallData.train(data, run));
        assertEquals(ExitCode.USAGE, again.exitCode());
        assertEquals(
                "unroll: " + run + " holds a training that is not finished; go on with it by: unroll resume " + run
                        + ", or replace it with --replace" + System.lineSeparator(),
                again.err());
        assertEquals(
                ExitCode.DONE,
                CommandRun.of(SmallData.train(data, run, "--quiet", "--replace"))
                        .exitCode());
    }

    @Test
    void aConfigurationThatHasChangedIsNotGoneOnWith() throws IOException {
        replaceInReceipt("\"finished\"", "\"interrupted\"");
        Path config = run.resolve("config.toml");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("checkpoint_seconds = 60", "checkpoint_seconds = 5"));
        assertEquals(
                ExitCode.DONE,
                CommandRun.of("resume", run.toString(), "--quiet").exitCode());
        replaceInReceipt("\"finished\"", "\"interrupted\"");
        Files.writeString(config, text.replace("hidden_size = 8", "hidden_size = 9"));
        CommandRun resumed = CommandRun.of("resume", run.toString());
        assertEquals(ExitCode.DATA, resumed.exitCode());
        assertEquals(
                "unroll: " + config + " is not what the training began with: model.hidden_size was 8 but is 9; put the"
                        + " old value back, or train anew" + System.lineSeparator(),
                resumed.err());
    }

    @Test
    void oneTrainingAtATimeWritesToAFolder() throws IOException {
        String expected =
                "unroll: " + run + " is being trained in by another process; wait for its end, or choose another"
                        + " folder with --out" + System.lineSeparator();
        String before = Files.readString(run.resolve("run.json"));
        try (RunLock _ = new RunFolder(run).lock()) {
            CommandRun trained = CommandRun.of(SmallData.train(data, run, "--quiet", "--replace"));
            assertEquals(ExitCode.USAGE, trained.exitCode());
            assertTrue(trained.err().endsWith(expected), trained.err());
            assertEquals(before, Files.readString(run.resolve("run.json")));
        }
        replaceInReceipt("\"finished\"", "\"interrupted\"");
        try (RunLock _ = new RunFolder(run).lock()) {
            CommandRun resumed = CommandRun.of("resume", run.toString());
            assertEquals(ExitCode.USAGE, resumed.exitCode());
            assertEquals(expected, resumed.err());
        }
    }

    @Test
    void aFolderThatIsNoRunIsNamed() {
        CommandRun resumed = CommandRun.of("resume", data.toString());
        assertEquals(ExitCode.DATA, resumed.exitCode());
        assertEquals(
                "unroll: " + data + " is no folder of a training: it has no run.json; give one that unroll train has"
                        + " written" + System.lineSeparator(),
                resumed.err());
    }
}
