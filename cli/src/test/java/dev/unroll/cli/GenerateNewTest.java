package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label in, new texts out, and a judge that gives them back to their label. */
class GenerateNewTest {

    private static Path temporary = Path.of("");
    private static Path data = Path.of("");
    private static String writer = "";
    private static String judge = "";

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        data = SmallData.folder(directory);
        writer = directory.resolve("writer").toString();
        judge = directory.resolve("judge").toString();
        done(
                "train",
                "names-generate",
                "--data",
                data.toString(),
                "--out",
                writer,
                "--quiet",
                "--set",
                "hidden_size=16",
                "--set",
                "epochs=30",
                "--set",
                "batch_size=8");
        done(SmallData.train(data, Path.of(judge), "--quiet", "--set", "epochs=10"));
    }

    private static CommandRun done(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return run;
    }

    private static Set<String> known() throws IOException {
        Set<String> known = new HashSet<>(Files.readAllLines(data.resolve("vowels.txt")));
        known.addAll(Files.readAllLines(data.resolve("consonants.txt")));
        return known;
    }

    @Test
    void whatAModelGuessesIsCalledATokenAndItsMarkIsExplained() {
        String scores = done("evaluate", writer, "--data", data.toString()).out();
        List<String> lines = scores.lines().toList();
        assertTrue(lines.getFirst().startsWith("token  precision"), scores);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("</s> ") && line.endsWith("      80")), scores);
        assertTrue(lines.contains("</s> is the end of a text"), scores);
        String classes = done("evaluate", judge, "--data", data.toString()).out();
        assertTrue(classes.startsWith("class  "), classes);
        assertFalse(classes.contains("</s>"), classes);
    }

    @Test
    void textsAreNewEachOnceAndTheShareIsWhatTheJudgeSays() throws IOException {
        CommandRun run = done(
                "generate",
                writer,
                "--each-class",
                "--count",
                "8",
                "--new",
                "--temperature",
                "1",
                "--seed",
                "3",
                "--judge",
                judge,
                "--json");
        JsonObject result = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(2, result.getAsJsonArray("classes").size());
        int right = 0;
        for (JsonElement element : result.getAsJsonArray("classes")) {
            JsonObject of = element.getAsJsonObject();
            String label = of.get("class").getAsString();
            Set<String> texts = new HashSet<>();
            int recognized = 0;
            for (JsonElement each : of.getAsJsonArray("texts")) {
                String text = each.getAsJsonObject().get("text").getAsString();
                assertFalse(known().contains(text), text);
                assertTrue(texts.add(text), text);
                String judged = each.getAsJsonObject().get("judged").getAsString();
                JsonObject predicted = JsonParser.parseString(
                                done("predict", judge, text, "--json").out())
                        .getAsJsonObject();
                assertEquals(
                        judged,
                        predicted
                                .getAsJsonArray("predictions")
                                .get(0)
                                .getAsJsonObject()
                                .getAsJsonArray("labels")
                                .get(0)
                                .getAsJsonObject()
                                .get("label")
                                .getAsString());
                recognized += judged.equals(label) ? 1 : 0;
            }
            assertEquals(8, texts.size());
            assertEquals(recognized / 8.0, of.get("recognized").getAsDouble());
            assertTrue(of.get("draws").getAsInt()
                    >= 8 + of.get("known").getAsInt() + of.get("repeated").getAsInt());
            right += recognized;
        }
        assertEquals(right / 16.0, result.get("recognized").getAsDouble());
        assertTrue(right >= 12, "vowels and consonants are easily told apart: " + result);
        assertEquals(0.5, result.get("recognized_by_one_label").getAsDouble());
        assertTrue(result.has("recognized_of_real_texts"));
    }

    @Test
    void theTableHasALineALabel() {
        CommandRun run = done(
                "generate", writer, "--each-class", "--count", "5", "--new", "--temperature", "1", "--judge", judge);
        String out = run.out().replace(System.lineSeparator(), "\n");
        assertTrue(out.matches("(?s)consonants  \\S+, .*\nvowels      \\S+, .*"), out);
        assertTrue(out.contains("In brackets: what the judge takes for another label."), out);
        assertTrue(out.matches("(?s).*\n             texts   drawn   known  repeated  recognized\n.*"), out);
        assertTrue(out.matches("(?s).*\nall {13}10  +\\d+  +\\d+  +\\d+  +\\d+\\.\\d %\n.*"), out);
        assertTrue(out.contains("A judge that always gives one label would recognize 50.0 %."), out);
    }

    @Test
    void aSeedGivesTheSameTexts() {
        String[] arguments = {"generate", writer, "--class", "vowels", "--count", "5", "--new", "--temperature", "1"};
        List<String> lines = done(arguments).out().lines().toList();
        assertEquals(5, lines.size());
        assertEquals(lines, done(arguments).out().lines().toList());
    }

    @Test
    void withoutNewTextsOfAllLabelsAreOnlyListed() {
        String out = done("generate", writer, "--each-class", "--count", "2", "--temperature", "1")
                .out();
        assertEquals(2, out.lines().count(), out);
        assertFalse(out.contains("known"), out);
    }

    @Test
    void whatTheDataExhaustIsSaid() throws IOException {
        Path few = Files.createDirectories(temporary.resolve("few"));
        Files.writeString(few.resolve("a.txt"), "a\n");
        Files.writeString(few.resolve("b.txt"), "b\n");
        String model = temporary.resolve("few-model").toString();
        done(
                "train",
                "names-generate",
                "--data",
                few.toString(),
                "--out",
                model,
                "--quiet",
                "--set",
                "test_fraction=0",
                "--set",
                "epochs=60",
                "--set",
                "hidden_size=8",
                "--set",
                "dropout=0");
        CommandRun run = done(
                "generate", model, "--each-class", "--count", "300", "--new", "--temperature", "0.2", "--length", "3");
        assertTrue(
                run.err().matches("(?s)warning: found \\d+ of 300 new texts of a; raise --temperature.*"), run.err());
    }

    private static String refused(ExitCode exitCode, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(exitCode, run.exitCode(), run.err());
        assertEquals("", run.out());
        return run.err();
    }

    @Test
    void whatCannotBeMeantIsRefused() throws IOException {
        String label = refused(ExitCode.USAGE, "predict", writer, "aei");
        assertTrue(label.contains("unroll generate MODEL --class LABEL --prompt TEXT"), label);
        String alone = Path.of(writer).resolve("model").toString();
        String err = refused(ExitCode.USAGE, "generate", alone, "--class", "vowels", "--new", "--temperature", "1");
        assertTrue(err.contains("--new needs the folder of a training, which knows its data, but " + alone), err);
        err = refused(ExitCode.USAGE, "generate", writer, "--class", "vowels", "--new");
        assertTrue(err.contains("--new needs a --temperature above 0"), err);
        err = refused(ExitCode.USAGE, "generate", writer, "--class", "vowels", "--judge", writer);
        assertTrue(err.contains("--judge must be a model that classifies texts, but names-generate does not"), err);
        err = refused(ExitCode.USAGE, "generate", writer, "--class", "vowels", "--each-class");
        assertTrue(err.contains("--class and --each-class exclude each other"), err);
        err = refused(ExitCode.USAGE, "generate", writer, "--prompt", "a", "--judge", judge);
        assertTrue(err.contains("--judge needs --each-class or --class LABEL"), err);
        Path other = Files.createDirectories(temporary.resolve("other"));
        Files.writeString(other.resolve("vowels.txt"), "aei\neio\n");
        Files.writeString(other.resolve("consonants.txt"), "bcd\ncdf\n");
        err = refused(
                ExitCode.DATA,
                "generate",
                writer,
                "--class",
                "vowels",
                "--new",
                "--temperature",
                "1",
                "--data",
                other.toString());
        assertTrue(err.contains("is not what the run was trained on"), err);
    }

    @Test
    void theReportShowsBitsSurprisesAndSamplesAndNoConfusions() throws IOException {
        String html = Files.readString(Path.of(writer).resolve("report.html"));
        assertTrue(html.contains("learned to guess the next character."));
        assertTrue(html.contains("<th class=\"number\">bits a character</th><th class=\"number\">perplexity</th>"));
        assertTrue(html.contains("<td>counts of 1 to 6 tokens</td>"));
        assertTrue(html.contains("aria-label=\"bits a character over epoch\""));
        assertTrue(html.contains("held-out texts, beside baselines"));
        assertTrue(html.contains("<h2>What it did not expect</h2>"));
        assertTrue(html.contains("<h3>consonants</h3>"));
        for (String nonsense : List.of("macro recall", "it mixes up", "Worst mistakes", "loss, nats")) {
            assertFalse(html.contains(nonsense), nonsense);
        }
        for (String there : List.of("<math ", "rnn.weight_ih_l0", "<td>training.seed</td>", "<td>kernels</td>")) {
            assertTrue(html.contains(there), there);
        }
    }

    @Test
    void aTextThatBeginsWithItsLabelIsExplained() throws IOException {
        String page = temporary.resolve("explain.html").toString();
        CommandRun run = done("explain", writer, "ae", "--class", "vowels", "--out", page);
        assertTrue(run.out().contains("   1  <label:vowels>  "), run.out());
        assertTrue(run.out().contains("step  read            influence  guess"), run.out());
        assertTrue(run.out().matches("(?s).*\\R   2  a {15} [ +-].*"), run.out());
        assertTrue(Files.readString(Path.of(page)).contains(">vowels:</span>"));
    }
}
