package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training held out at random, scored again. */
class EvaluatePartTest {

    private static Path temporary = Path.of("");
    private static Path data = Path.of("");
    private static Path run = Path.of("");
    private static JsonObject trained = new JsonObject();

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        data = SmallData.folder(directory);
        run = directory.resolve("run");
        trained = json(SmallData.train(data, run, "--quiet", "--json", "--set", "validation_fraction=0.2"));
    }

    private static JsonObject json(String... arguments) {
        CommandRun ran = CommandRun.of(arguments);
        assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
        return JsonParser.parseString(ran.out()).getAsJsonObject();
    }

    private static JsonObject evaluated(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate"));
        arguments.addAll(List.of(more));
        arguments.add("--json");
        return json(arguments.toArray(String[]::new));
    }

    private static JsonObject ofModel(JsonObject result) {
        return result.getAsJsonObject("scores").getAsJsonObject("model");
    }

    @Test
    void howDataAreReadIsRefusedWithoutData() {
        String problem =
                "unroll: how data are read (separator=tab) means nothing without --data: those of the training are"
                        + " read as it did; name data, or leave it out\n";
        assertEquals(
                problem,
                CommandRun.of("evaluate", run.toString(), "--set", "separator=tab")
                        .err());
        assertEquals(
                problem,
                CommandRun.of("explain", run.toString(), "x", "--set", "separator=tab")
                        .err());
    }

    @Test
    void thePartTestHasTheScoresThatTheTrainingPrinted() {
        JsonObject result = evaluated(run.toString(), "--data", data.toString(), "--part", "test");
        assertEquals(ofModel(trained), ofModel(result));
        assertEquals(trained.getAsJsonObject("data").get("test"), result.get("examples"));
    }

    @Test
    void withoutDataTheHeldOutPartOfTheTrainingIsScored() {
        JsonObject result = evaluated(run.toString());
        assertEquals(ofModel(trained), ofModel(result));
        assertEquals("test", result.get("part").getAsString());
        assertEquals("letters", result.get("data").getAsString());
    }

    @Test
    void theModelAloneKnowsItsPartsToo() throws IOException {
        Path alone = temporary.resolve("alone");
        Files.createDirectory(alone);
        for (String file : List.of("config.json", "model.safetensors", "README.md", "SHA256SUMS")) {
            Files.copy(run.resolve("model").resolve(file), alone.resolve(file));
        }
        assertEquals(ofModel(trained), ofModel(evaluated(alone.toString(), "--part", "test")));
    }

    @Test
    void trainingAndValidationPartsAreThoseOfTheTraining() {
        for (String part : List.of("train", "validation")) {
            JsonObject result = evaluated(run.toString(), "--part", part);
            assertEquals(trained.getAsJsonObject("data").get(part), result.get("examples"), part);
        }
    }

    @Test
    void theSentenceSaysWhichPartItIs() {
        CommandRun result = CommandRun.of("evaluate", run.toString(), "--quiet");
        assertTrue(result.out().contains("On 12 texts of letters, the test part of the training:"), result.out());
    }

    @Test
    void allOfTheDataComesWithAHint() {
        CommandRun result = CommandRun.of("evaluate", run.toString(), "--data", data.toString());
        assertTrue(
                result.err()
                        .contains("note: most of this was trained on; --part test scores what the training held out"),
                result.err());
    }

    @Test
    void otherDataHaveNoSuchPart() throws IOException {
        Path other = SmallData.folder(temporary.resolve("other"));
        Files.writeString(other.resolve("vowels.txt"), "aeiouaeiou\n", StandardOpenOption.APPEND);
        CommandRun result =
                CommandRun.of("evaluate", run.toString(), "--data", other.toString(), "--part", "test", "--quiet");
        assertEquals(ExitCode.DATA, result.exitCode());
        assertEquals(
                "unroll: " + other + " is not what " + run + " was trained on, and has no part test of its own; leave"
                        + " --part out" + System.lineSeparator(),
                result.err());
        assertFalse(CommandRun.of("evaluate", run.toString(), "--data", other.toString())
                .err()
                .contains("note:"));
    }

    @Test
    void dataThatHaveChangedSinceAreSaidToHave(@TempDir Path directory) throws IOException {
        Path own = SmallData.folder(directory);
        Path model = directory.resolve("run");
        assertEquals(
                ExitCode.DONE,
                CommandRun.of(SmallData.train(own, model, "--quiet")).exitCode());
        Files.writeString(own.resolve("vowels.txt"), "aeiouaeiou\n", StandardOpenOption.APPEND);
        CommandRun result = CommandRun.of("evaluate", model.toString(), "--quiet");
        assertEquals(ExitCode.DATA, result.exitCode());
        assertEquals(
                "unroll: " + own + " is not what " + model + " was trained on any more, so what was held out cannot be"
                        + " told; --data " + own + " scores all of it" + System.lineSeparator(),
                result.err());
    }

    @Test
    void aModelAloneWhoseSeedItsNotesCannotHoldSaysNothing(@TempDir Path directory) {
        Path own = directory.resolve("run");
        json(SmallData.train(data, own, "--quiet", "--json", "--seed", "9007199254740993"));
        Path alone = own.resolve("model");
        CommandRun result = CommandRun.of("evaluate", alone.toString());
        assertEquals(ExitCode.USAGE, result.exitCode());
        assertEquals(
                "unroll: " + alone + " does not say what it was trained on, so --data must say what to score"
                        + System.lineSeparator(),
                result.err());
    }

    @Test
    void theEndOfOneLongTextIsScoredAgain(@TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("text.txt"), "the cat sat on the mat. ".repeat(40));
        Path model = directory.resolve("run");
        JsonObject printed = json(
                "train",
                "shakespeare",
                "--data",
                text.toString(),
                "--out",
                model.toString(),
                "--quiet",
                "--json",
                "--set",
                "hidden_size=8",
                "--set",
                "layers=1",
                "--set",
                "epochs=1");
        assertEquals(ofModel(printed), ofModel(evaluated(model.toString())));
        assertEquals(
                ofModel(printed),
                ofModel(evaluated(model.toString(), "--data", text.toString(), "--part", "validation")));
    }
}
