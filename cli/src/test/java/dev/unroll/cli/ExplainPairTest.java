package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a model says another sequence, of one that attends to its source and of one that does not. */
class ExplainPairTest {

    private static final String HOSTILE = "<b>\t日\u001b[31m&'";

    @TempDir
    private static Path folder = Path.of("");

    private static String attends = "";
    private static String deaf = "";

    @BeforeAll
    static void train() throws IOException {
        Path file = SmallPairs.file(folder);
        attends = folder.resolve("attends").toString();
        deaf = folder.resolve("deaf").toString();
        for (String[] training : List.of(
                SmallPairs.train(file, Path.of(attends)),
                SmallPairs.train(file, Path.of(deaf), "attention=none", "bidirectional=false"))) {
            CommandRun trained = CommandRun.of(training);
            assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
        }
    }

    private static Path page() {
        return folder.resolve("page.html");
    }

    private static String explained(String... arguments) {
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--out", page().toString()));
        CommandRun explained = CommandRun.of(all.toArray(String[]::new));
        assertEquals(ExitCode.DONE, explained.exitCode(), explained.err());
        return explained.out();
    }

    private static JsonObject json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return JsonParser.parseString(explained(all.toArray(String[]::new))).getAsJsonObject();
    }

    private static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    @Test
    void thereIsANumberForEachPairOfTokens() {
        JsonObject data = json(attends, "<b>日");
        assertEquals(List.of("<", "b", ">", "日", "</s>"), texts(data.getAsJsonArray("source_tokens")));
        assertEquals("read as unknown", data.get("hidden_tokens_are").getAsString());
        for (JsonElement each : data.getAsJsonArray("outputs")) {
            JsonObject output = each.getAsJsonObject();
            assertEquals(5, output.getAsJsonArray("influence").size());
            assertEquals(
                    1,
                    output.getAsJsonArray("attention").asList().stream()
                            .mapToDouble(JsonElement::getAsDouble)
                            .sum(),
                    1e-5);
        }
    }

    @Test
    void theAnswerIsThatOfPredict() {
        JsonObject data = json(attends, "<b>日");
        CommandRun predicted = CommandRun.of("predict", attends, "<b>日", "--json");
        String answer = JsonParser.parseString(predicted.out())
                .getAsJsonObject()
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("answers")
                .get(0)
                .getAsJsonObject()
                .get("target")
                .getAsString();
        assertEquals(answer, data.get("target").getAsString());
        List<JsonElement> explained = data.getAsJsonArray("answers").asList().stream()
                .filter(each -> each.getAsJsonObject().get("explained").getAsBoolean())
                .toList();
        assertEquals(1, explained.size());
        assertEquals(
                answer, explained.getFirst().getAsJsonObject().get("target").getAsString());
    }

    @Test
    void anExampleIsComparedWithWhatIsRight() {
        JsonObject data = json(attends, "--example", "2");
        String right = data.get("compared_with").getAsString();
        assertEquals(new StringBuilder(data.get("text").getAsString()).reverse().toString(), right);
        var edited = new StringBuilder();
        for (JsonElement edit : data.getAsJsonArray("edits")) {
            if (edit.getAsJsonObject().has("right")) {
                edited.append(edit.getAsJsonObject().get("right").getAsString());
            }
        }
        assertEquals(right, edited.toString());
        assertEquals(
                data.get("is_right").getAsBoolean(),
                right.equals(data.get("target").getAsString()));
        assertFalse(json(attends, "<b>").has("edits"));
    }

    @Test
    void aTerminalShowsAnswersAttentionAndInfluence() {
        List<String> lines = explained(attends, "<b>").lines().toList();
        assertTrue(lines.getFirst().startsWith("<b>  "), lines.getFirst());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("  ← the answer")));
        int attention = lines.indexOf("Attention, percent: how each token said (down) weighed the source (across)");
        assertEquals(
                " <   b   >   ⊣",
                lines.get(attention + 1).stripLeading().indent(1).stripTrailing());
        assertTrue(lines.contains("Influence, nats: what the source (across) did to ln p of each token (down)"));
    }

    @Test
    void aModelWithoutAttentionSaysSoAndShowsTheRest() throws IOException {
        String shown = explained(deaf, "<b>");
        assertTrue(shown.contains("The model does not attend to its source, so there are no weights to show."), shown);
        assertTrue(shown.contains("Influence, nats: what the source"), shown);
        assertTrue(Files.readString(page()).contains("This model does not attend to its source"));
        assertEquals(
                0,
                json(deaf, "<b>")
                        .getAsJsonArray("outputs")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("attention")
                        .size());
    }

    @Test
    void tokensStayTextOnThePageAndOnATerminal() throws IOException {
        String shown = explained(attends, HOSTILE);
        assertFalse(shown.contains("\u001b") || shown.contains("\t"), shown);
        String page = Files.readString(page());
        assertFalse(page.contains("<b>") || page.contains("\u001b"));
        assertTrue(page.contains("&lt;b&gt;⇥日\\u001b[31m&amp;&#39;"), page);
    }

    @Test
    void aSourceOfThreeHundredTokensHasAPageThatCanBeRead() throws IOException {
        String shown = explained(attends, "<b>".repeat(100));
        assertTrue(shown.contains("Only the first 40 tokens are shown; the page and --json have all."), shown);
        String page = Files.readString(page());
        assertTrue(page.length() < 2_000_000, "characters: " + page.length());
        assertTrue(page.contains("Of so many tokens cells are small and numbered by place"));
    }

    @Test
    void aLabelIsRefused() {
        CommandRun refused = CommandRun.of("explain", attends, "<b>", "--label", "x", "--out", page().toString());
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertEquals(
                "unroll: --label names one of the labels or values that a model answers, but this one says another"
                        + " sequence; leave it out" + System.lineSeparator(),
                refused.err());
    }

    @Test
    void theReportShowsAnswersErrorsByLengthAndWhatIsMixedUp() throws IOException {
        String report = Files.readString(Path.of(attends).resolve("report.html"));
        for (String part : List.of("<h2>Answers</h2>", "<h2>Errors by length</h2>", "<h2>What it mixes up</h2>")) {
            assertTrue(report.contains(part), part);
        }
        assertTrue(
                report.contains("Letter errors are all substitutions, deletions and insertions over all letters of the"
                        + " right targets; token accuracy is the part of the places that are right. Where several targets are right,"
                        + " the one that needs the fewest edits counts."));
        assertTrue(report.contains("<title>1 "), "a cell of a picture of attention");
        String ofDeaf = Files.readString(Path.of(deaf).resolve("report.html"));
        assertTrue(ofDeaf.contains("<h2>Answers</h2>"));
        assertFalse(ofDeaf.contains("A row of a picture"));
    }
}
