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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private static Path temporary = Path.of("");
    private static String model = "";
    private static String page = "";

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        model = directory.resolve("model").toString();
        page = directory.resolve("explain.html").toString();
        CommandRun run = CommandRun.of(
                SmallData.train(SmallData.folder(directory), Path.of(model), "--quiet", "--set", "bidirectional=true"));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    }

    @Test
    void theTableHasTheInfluenceAndTheGuessOfEachStep() {
        CommandRun run = CommandRun.of("explain", model, "aebu", "--out", page);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().matches("(?s)aebu  (vowels|consonants) 0\\.\\d{3}\\R.*"), run.out());
        assertTrue(
                run.out().matches("(?s).*\\R   3  b +[+-]0\\.\\d{4}  (vowels|consonants) 0\\.\\d{3}\\R.*"), run.out());
        assertTrue(run.out().contains("The page is " + page), run.out());
    }

    @Test
    void asJsonTheInfluencesAddUpToTheChange() {
        CommandRun run = CommandRun.of("explain", model, "aebu", "--out", page, "--json");
        JsonObject result = JsonParser.parseString(run.out()).getAsJsonObject();
        double change = result.get("log_probability").getAsDouble()
                - result.get("log_probability_of_zeros").getAsDouble();
        double sum = 0;
        for (var step : result.getAsJsonArray("steps")) {
            sum += step.getAsJsonObject().get("integrated_gradients").getAsDouble();
        }
        assertEquals(change, sum, 0.01 * Math.abs(change));
        assertEquals(sum, result.get("integrated_gradients_sum").getAsDouble(), 1e-12);
    }

    @Test
    void thePageShowsBothDirectionsAndTheirGates() throws IOException {
        CommandRun.of("explain", model, "aebu", "--out", page);
        String html = Files.readString(Path.of(page));
        assertTrue(html.contains("reads from the first step to the last"));
        assertTrue(html.contains("reads from the last step to the first"));
        assertTrue(html.contains("they agree within 1 %"));
        assertTrue(html.contains("‖dL/dc‖ layer 1 ←"));
        assertTrue(html.contains("f at step 4: 8 numbers, mean "));
    }

    @Test
    void anyLabelCanBeExplained() throws IOException {
        for (String label : new String[] {"vowels", "consonants"}) {
            CommandRun run = CommandRun.of("explain", model, "bcd", "--label", label, "--out", page);
            assertTrue(run.out().startsWith("bcd  " + label), run.out());
            assertTrue(Files.readString(Path.of(page)).contains("ln p(" + label + ")"));
        }
        CommandRun run = CommandRun.of("explain", model, "bcd", "--label", "x", "--out", page);
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: the model has no label \"x\"; it has consonants, vowels" + System.lineSeparator(), run.err());
    }

    @Test
    void aTextWithoutTokensIsRefusedAndNoPageIsLeft() {
        Path none = temporary.resolve("none.html");
        CommandRun run = CommandRun.of("explain", model, "", "--out", none.toString());
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("there is nothing to explain"), run.err());
        assertFalse(Files.exists(none));
    }

    @Test
    void aLongTextShowsItsLastStepsAndOneLetterIsEnough() throws IOException {
        CommandRun run = CommandRun.of("explain", model, "ab".repeat(100), "--out", page);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        String html = Files.readString(Path.of(page));
        assertTrue(html.contains("The pictures show the steps 81 to 200 of 200."));
        assertTrue(html.contains("The last 40 of 200 steps."));
        assertTrue(html.contains("<summary>200 steps as a table</summary>"));
        assertTrue(html.length() < 1_500_000, "a page of " + html.length() + " characters");
        assertEquals(
                ExitCode.DONE,
                CommandRun.of("explain", model, "a", "--out", page).exitCode());
    }

    @Test
    void aFileThatIsNoPageIsNotReplaced() throws IOException {
        Path notes = Files.writeString(temporary.resolve("notes.html"), "mine");
        CommandRun run = CommandRun.of("explain", model, "aei", "--out", notes.toString());
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: --out " + notes + " is a file that Unroll has not written, so it is not replaced; choose"
                        + " another name" + System.lineSeparator(),
                run.err());
        assertEquals("mine", Files.readString(notes));
    }

    @Test
    void aPageOfBeforeIsReplacedWhereItIsNamed() {
        String named = temporary.resolve("named.html").toString();
        for (int i = 0; i < 2; i++) {
            CommandRun run = CommandRun.of("explain", model, "aei", "--out", named);
            assertTrue(run.out().endsWith("The page is " + named + System.lineSeparator()), run.out() + run.err());
        }
    }
}
