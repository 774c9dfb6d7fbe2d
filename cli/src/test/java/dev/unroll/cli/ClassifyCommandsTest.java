package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Dropouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A classifier, from a folder of texts to its answers. */
class ClassifyCommandsTest {

    private static Path temporary = Path.of("");

    private static Path folder = Path.of("");
    private static Path model = Path.of("");

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        folder = SmallData.folder(temporary);
        model = temporary.resolve("model");
        CommandRun run = CommandRun.of(SmallData.train(folder, model));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.err().startsWith("letters: Read 80 lines of 2 files; dropped none."), run.err());
        assertTrue(run.out().contains("On 12 held-out texts"), run.out());
        assertTrue(run.out().contains("naive Bayes, 1- to 4-grams"), run.out());
        assertTrue(run.out().contains("majority class"), run.out());
    }

    private static JsonObject json(CommandRun run) {
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    private static double accuracy(JsonObject result, String of) {
        return result.getAsJsonObject("scores")
                .getAsJsonObject(of)
                .get("accuracy")
                .getAsDouble();
    }

    @Test
    void trainAsJsonHasScoresBesideBaselines() {
        Path out = temporary.resolve("json");
        JsonObject result = json(CommandRun.of(SmallData.train(folder, out, "--json", "--quiet")));
        assertEquals(1, accuracy(result, "naive_bayes"));
        assertTrue(accuracy(result, "majority") < 0.8);
        assertTrue(accuracy(result, "model_on_training_part") > 0.5);
        assertTrue(result.getAsJsonObject("scores").getAsJsonObject("model").has("macro_recall"));
        assertEquals(out.toString(), result.get("model").getAsString());
        assertEquals(3, result.getAsJsonArray("losses").size());
        assertEquals(12, result.getAsJsonObject("data").get("test").getAsInt());
        assertEquals(2, result.getAsJsonArray("classes").size());
        assertTrue(result.get("seconds").getAsDouble() > 0);
    }

    @Test
    void oneSeedGivesOneModelOnAnyNumberOfThreads() throws IOException {
        Path one = temporary.resolve("one");
        Path three = temporary.resolve("three");
        CommandRun.of(SmallData.train(folder, one, "--threads", "1"));
        CommandRun.of(SmallData.train(folder, three, "--threads", "3"));
        assertArrayEquals(
                Files.readAllBytes(one.resolve("model/model.safetensors")),
                Files.readAllBytes(three.resolve("model/model.safetensors")));
    }

    @Test
    void inputDropoutIsOfTheFirstLayerAndDropoutOfTheOthers() throws IOException {
        Path out = temporary.resolve("dropped");
        String[] shares = {"--set", "input_dropout=0.25", "--set", "dropout=0.5"};
        assertEquals(
                ExitCode.DONE,
                CommandRun.of(SmallData.train(folder, out, shares)).exitCode());
        assertEquals(
                new Dropouts(0.25, 0.5, 0.5), Model.load(out).network().spec().dropout());
    }

    @Test
    void tokenDropoutNeedsAnUnknownToken() {
        CommandRun run = CommandRun.of("train", "hello", "--set", "token_dropout=0.1");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("but the model has no unknown token; raise data.min_count"), run.err());
    }

    @Test
    void theModelCardNamesScoresAndData() throws IOException {
        String card = Files.readString(model.resolve("model/README.md"));
        assertTrue(card.contains("| naive bayes | 100.00 %"), card);
        assertTrue(card.contains("- `train`: 68"), card);
        assertTrue(card.contains("- `training.learning_rate`: 0.003"), card);
    }

    @Test
    void evaluateScoresAFolderAndATable() throws IOException {
        JsonObject ofFolder = json(CommandRun.of("evaluate", model.toString(), "--data", folder.toString(), "--json"));
        assertEquals(80, ofFolder.get("examples").getAsInt());
        Path table = Files.writeString(temporary.resolve("t.csv"), "word,kind\naei,vowels\nbcd,consonants\n");
        CommandRun run = CommandRun.of(
                "evaluate",
                model.toString(),
                "--data",
                table.toString(),
                "--text-column",
                "word",
                "--label-column",
                "kind");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().contains("On 2 texts of " + table), run.out());
    }

    @Test
    void predictShowsTheMostProbableLabels() {
        CommandRun run = CommandRun.of("predict", model.toString(), "aeiou", "bcd", "--top", "1");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(
                run.out().matches("aeiou  (vowels|consonants) \\d\\.\\d{3}\\Rbcd    (vowels|consonants) .*\\R"),
                run.out());
    }

    @Test
    void predictAnswersEachLineWithALine() {
        CommandRun run = CommandRun.reading("aei\n\nbcd", "predict", model.toString(), "--top", "1");
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals(3, run.out().lines().count());
        assertEquals("", run.out().lines().toList().get(1));
        assertTrue(run.out().startsWith("aei\t"), run.out());
        assertEquals(
                "unroll: line 2 of stdin: \"\" has no token that the model reads (ascii), so there is nothing to answer"
                        + System.lineSeparator(),
                run.err());
    }

    @Test
    void theHandWrittenCellHasItsEquations() {
        Path out = temporary.resolve("by-hand");
        CommandRun run = CommandRun.of(
                "train",
                "names-by-hand",
                "--data",
                folder.toString(),
                "--out",
                out.toString(),
                "--set",
                "hidden_size=16",
                "--quiet");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        String inspected = CommandRun.of("inspect", out.toString()).out();
        assertTrue(inspected.contains("h' = relu(W[x; h] + b_W)"), inspected);
        assertTrue(inspected.contains("y  = V[x; h] + b_V"), inspected);
        assertTrue(inspected.contains("[W_xh W_hh]"), inspected);
        assertTrue(inspected.contains("[W_xy W_hy]"), inspected);
    }

    @Test
    void printConfigPrintsAFileThatTrains() throws IOException {
        CommandRun printed = CommandRun.of("train", "names", "--print-config", "--set", "hidden_size=4");
        assertTrue(printed.out().contains("hidden_size = 4"), printed.out());
        Path mine = Files.writeString(temporary.resolve("mine.toml"), printed.out());
        CommandRun again = CommandRun.of("train", mine.toString(), "--print-config");
        assertEquals(printed.out(), again.out());
    }

    @Test
    void quickstartEndsWithScoresPredictionsAndWhatIsNext() throws IOException {
        Path out = temporary.resolve("quick");
        String[] small = {
            "quickstart", "--out", out.toString(), "--set", "epochs=1", "--set", "hidden_size=8", "--set", "layers=1"
        };
        CommandRun run = CommandRun.of(small);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().contains("naive Bayes, 1- to 4-grams     "), run.out());
        assertEquals(
                10,
                run.out()
                        .lines()
                        .filter(line -> line.startsWith("  ✓ ") || line.startsWith("  ✗ "))
                        .count());
        assertTrue(run.out().contains("unroll predict " + out + " "), run.out());
        assertFalse(run.out().contains("\r"), run.out());
        assertTrue(Files.readString(out.resolve("model/README.md")).contains("Unicode CLDR 47"));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void theNamesTrain() {
        Path out = temporary.resolve("names");
        JsonObject result = json(CommandRun.of(
                "train",
                "names",
                "--data",
                System.getenv("UNROLL_DATA") + "/names",
                "--out",
                out.toString(),
                "--set",
                "epochs=1",
                "--set",
                "hidden_size=16",
                "--json"));
        assertEquals(18, result.getAsJsonArray("classes").size());
        assertTrue(accuracy(result, "naive_bayes") > 0.8);
        assertTrue(accuracy(result, "model") > accuracy(result, "majority"));
    }
}
