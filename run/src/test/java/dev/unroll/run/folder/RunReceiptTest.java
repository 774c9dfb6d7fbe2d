package dev.unroll.run.folder;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.run.ConfigException;
import dev.unroll.run.RunFolderException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReceiptTest {

    /** Of a version that knew neither the loss nor the settings of adagrad. */
    private static final String OLD = """
            {"format": 1, "config": {
              "data": {"source": "hello"},
              "training": {"task": "classify", "epochs": 3, "optimizer": "adagrad", "learning_rate": 0.01,
                "weight_decay": 1.0E-4, "schedule": "one_cycle", "cycle_momentum": false, "label_smoothing": 0.0,
                "checkpoints": 2, "seed": 1}}}
            """;

    /** What every receipt has beside the configuration. */
    private static final String HEAD = """
            "format": 1, "name": "old", "status": "running", "seconds": 1.5, "data": {"fingerprint": "f"},
            "resumed_at": [], "epochs": [],""";

    private static final String[] SAME = {
        "source=hello",
        "epochs=3",
        "optimizer=adagrad",
        "learning_rate=0.01",
        "weight_decay=1e-4",
        "schedule=one_cycle",
        "cycle_momentum=false"
    };

    private static RunReceipt receipt(Path directory, String json) throws IOException {
        Files.writeString(directory.resolve("run.json"), json.replace("\"format\": 1,", HEAD));
        return RunReceipt.read(new RunFolder(directory));
    }

    private static TrainConfig same(String... more) {
        List<String> assignments = new ArrayList<>(List.of(SAME));
        assignments.addAll(List.of(more));
        return ConfigReader.read("config.toml", "", assignments);
    }

    @Test
    void aKeyThatIsNewerThanTheRunCountsAsByDefault(@TempDir Path directory) throws IOException {
        RunReceipt receipt = receipt(directory, OLD);
        assertDoesNotThrow(() -> receipt.requireSameConfig(same()));
        assertDoesNotThrow(() -> receipt.requireSameConfig(same("loss=auto", "eps=1e-10")));
        assertDifferent(directory, "training.eps was 1.0E-10 but is 0.1", receipt, same("eps=0.1"));
        assertDifferent(directory, "training.loss was \"cross_entropy\" but is \"huber\"", receipt, same("loss=huber"));
    }

    @Test
    void aChangedKeyIsNamedWithBothValues(@TempDir Path directory) throws IOException {
        assertDifferent(directory, "training.epochs was 3 but is 4", receipt(directory, OLD), same("epochs=4"));
    }

    @Test
    void whereDataLieAndHowOftenItIsSavedMayChange(@TempDir Path directory) throws IOException {
        RunReceipt receipt = receipt(directory, OLD);
        assertDoesNotThrow(() -> receipt.requireSameConfig(same("source=elsewhere", "checkpoints=5")));
    }

    @Test
    void aReceiptWithAKeyThatNobodyKnowsIsRefusedByItsName(@TempDir Path directory) throws IOException {
        RunReceipt receipt = receipt(directory, OLD.replace("epochs", "epoch"));
        var error = assertThrows(ConfigException.class, () -> receipt.requireSameConfig(same()));
        assertEquals(
                directory.resolve("run.json") + ": unknown key training.epoch; did you mean training.epochs?",
                error.getMessage());
    }

    @Test
    void aReceiptThatLacksAKeyIsRefusedByItsName(@TempDir Path directory) {
        assertBroken(directory, "it lacks the key \"name\"", "{\"format\":1}");
    }

    @Test
    void aReceiptWithAnEpochWithoutLossIsRefused(@TempDir Path directory) {
        String head =
                HEAD.replace("\"epochs\": []", "\"epochs\": [{\"epoch\": 1}]").replace("\"format\": 1", "\"format\":1");
        assertBroken(directory, "it.epochs[0] lacks the key \"loss\"", OLD.replace("\"format\": 1,", head));
    }

    @Test
    void aReceiptThatIsNestedTooDeeplyIsRefusedInPlainWords(@TempDir Path directory) {
        assertBroken(
                directory, "lists are nested more than 100 deep", "{\"x\": " + "[".repeat(300) + "]".repeat(300) + "}");
    }

    @Test
    void aReceiptThatIsNoObjectIsRefused(@TempDir Path directory) {
        assertBroken(directory, "it must be an object, {…}, but is a list", "[]");
    }

    private static void assertBroken(Path directory, String problem, String json) {
        var error = assertThrows(RunFolderException.class, () -> receipt(directory, json));
        assertEquals(directory.resolve("run.json") + " is no receipt of a training: " + problem, error.getMessage());
    }

    private static void assertDifferent(Path directory, String difference, RunReceipt receipt, TrainConfig config) {
        var error = assertThrows(RunFolderException.class, () -> receipt.requireSameConfig(config));
        assertEquals(
                directory.resolve("config.toml") + " is not what the training began with: " + difference
                        + "; put the old value back, or train anew",
                error.getMessage());
    }
}
