package dev.unroll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest language model, from training to its answers. */
class HelloCommandsTest {

    private static Path temporary = Path.of("");

    private static String model = "";

    @BeforeAll
    static void train(@TempDir Path directory) {
        temporary = directory;
        model = temporary.resolve("hello").toString();
        CommandRun run = CommandRun.of("train", "hello", "--out", model);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(
                run.err().contains("training 148 parameters on 1 text" + System.lineSeparator() + "kernels: "),
                run.err());
        assertTrue(run.err().contains("epoch 100/100  loss 0.0"), run.err());
        assertTrue(run.err().lines().count() < 40, run.err());
        assertTrue(run.out().contains("this model                            100.0 %"), run.out());
        assertTrue(run.out().contains("unroll predict " + model + " hell" + System.lineSeparator()), run.out());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everySeedLearnsIt(long seed) {
        CommandRun run = CommandRun.of(
                "train",
                "hello",
                "--seed",
                Long.toString(seed),
                "--json",
                "--quiet",
                "--out",
                temporary.resolve("seed" + seed).toString());
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals("", run.err());
        JsonObject result = JsonParser.parseString(run.out()).getAsJsonObject();
        JsonArray losses = result.getAsJsonArray("losses");
        assertEquals(100, losses.size());
        assertTrue(losses.get(99).getAsDouble() < 0.05, losses.get(99).toString());
        assertEquals(seed, result.get("seed").getAsLong());
        assertEquals("training", result.get("scored_on").getAsString());
    }

    @Test
    void predictPrintsTheGuessAtEachStep() {
        CommandRun run = CommandRun.of("predict", model, "hell");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals("hell -> ello", run.out().lines().findFirst().orElse(""));
        assertTrue(run.out().matches("(?s).*\\R   4  l -> o  0\\.9\\d\\d\\R"), run.out());
    }

    @Test
    void aPromptMayBeTheNameOfAnOption() {
        CommandRun run = CommandRun.of("generate", model, "--prompt=-h");
        assertTrue(
                run.err().startsWith("unroll: --prompt: token \"-\" is not one of the 4 of this closed vocabulary: "),
                run.err());
    }

    @Test
    void predictReadsLines() {
        assertEquals(
                "he\tel\nhell\tello\n",
                CommandRun.reading("he\nhell\n", "predict", model).out());
    }

    @Test
    void whatIsCutOffIsAnsweredAsFarAsItGoes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write("he\nhell\n".getBytes(UTF_8));
        }
        CommandRun run = CommandRun.reading(Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4), "predict", model);
        assertEquals("he\tel\nhell\tello\n", run.out());
        assertEquals("unroll: stdin cannot be read: it ends too early, so it is cut off; fetch it again\n", run.err());
        assertEquals(ExitCode.DATA, run.exitCode());
    }

    @Test
    void predictAsJsonHasTheSteps() {
        CommandRun run = CommandRun.of("predict", model, "hell", "--json");
        JsonObject answer = JsonParser.parseString(run.out())
                .getAsJsonObject()
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject();
        assertEquals("ello", answer.get("guess").getAsString());
        JsonObject last = answer.getAsJsonArray("steps").get(3).getAsJsonObject();
        assertEquals("l", last.get("after").getAsString());
        assertEquals("o", last.get("guess").getAsString());
        assertTrue(last.get("probability").getAsDouble() > 0.9);
    }

    @Test
    void generatePrintsWhatFollows() {
        assertEquals(
                "ello" + System.lineSeparator(),
                CommandRun.of("generate", model, "--prompt", "h", "--length", "4")
                        .out());
    }

    @Test
    void inspectShowsEquationsAndWhichWeightIsWhich() {
        String out = CommandRun.of("inspect", model).out();
        assertTrue(out.contains("h' = tanh(W_ih x + b_ih + W_hh h + b_hh)"), out);
        assertTrue(out.contains("148 parameters"), out);
        assertTrue(out.matches("(?s).*rnn\\.weight_ih_l0 +W_xh +\\[8, 4\\]\\R.*"), out);
        assertTrue(out.matches("(?s).*rnn\\.weight_hh_l0 +W_hh +\\[8, 8\\]\\R.*"), out);
        assertTrue(out.matches("(?s).*fc\\.weight +W_hy +\\[4, 8\\]\\R.*"), out);
        assertTrue(out.contains("reads    characters, unicode; one-hot, 4 tokens"), out);
        assertTrue(out.contains("answers  every step; linear, 4 outputs"), out);
    }

    @Test
    void inspectAsLatexPrintsTheEquationsAndNothingElse() {
        String out = CommandRun.of("inspect", model, "--latex").out();
        assertTrue(out.startsWith("% layer 0: rnn_tanh, reads forward" + System.lineSeparator() + "\\begin{aligned}"));
        assertTrue(out.endsWith("\\end{aligned}" + System.lineSeparator()), out);
    }

    @Test
    void inspectPrintsTheProgramOfEachLayer() {
        String out = CommandRun.of("inspect", model, "--program").out();
        assertTrue(
                out.startsWith("# layer 0: rnn_tanh, reads forward" + System.lineSeparator() + "program of rnn_tanh"));
        assertTrue(out.contains("    h' = tanh([ih] + h')\n"), out);
    }

    @Test
    void inspectAsJsonHasTheSame() {
        JsonObject result = JsonParser.parseString(
                        CommandRun.of("inspect", model, "--json").out())
                .getAsJsonObject();
        assertEquals(148, result.get("parameters").getAsInt());
        assertEquals("one_hot", result.get("input").getAsString());
        assertEquals("every_step", result.get("readout").getAsString());
        JsonObject first = result.getAsJsonArray("weights").get(0).getAsJsonObject();
        assertEquals("W_xh", first.get("role").getAsString());
        assertEquals("[8,4]", first.get("shape").toString());
    }

    @Test
    void evaluateScoresLines() throws Exception {
        Path lines = Files.writeString(temporary.resolve("lines.txt"), "hello\nhell\n");
        CommandRun run = CommandRun.of("evaluate", model, "--data", lines.toString(), "--json");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        JsonObject result = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(7, result.get("answers").getAsInt());
        assertEquals(
                1.0,
                result.getAsJsonObject("scores")
                        .getAsJsonObject("model")
                        .get("accuracy")
                        .getAsDouble());
    }
}
