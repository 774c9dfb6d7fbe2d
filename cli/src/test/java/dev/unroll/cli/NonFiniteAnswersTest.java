package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.NextToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask models whose state, h = max(0, x + 10 h), passes the largest float at step 40. */
class NonFiniteAnswersTest {

    private static final String LONG = "a".repeat(50);
    private static final String PROBLEM =
            "\"" + LONG + "\" has no answer: the first number that is not finite arises at step 40"
                    + " of 50, in layer 0 (rnn_relu). Shorten the input, or train again with a lower learning rate, a clipped"
                    + " gradient, or a cell whose state cannot overflow";

    private static Path temporary = Path.of("");
    private static String classifier = "";
    private static String writer = "";
    private static String vectors = "";

    @BeforeAll
    static void save(@TempDir Path directory) throws IOException {
        temporary = directory;
        var text = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("a", "b")));
        var labels = new Classify(List.of("left", "right"));
        float[] values = {1, 1, 10, 1, -1, 0, 0};
        Network ends = network(new InputSpec.OneHot(2), new Readout.LastStep(), values);
        Network steps = network(new InputSpec.OneHot(2), new Readout.EveryStep(), values);
        Network dense = network(new InputSpec.Dense(1), new Readout.LastStep(), 1, 10, 1, -1, 0, 0);
        classifier = save(new Model("c", labels, ends, text));
        writer = save(new Model("w", new NextToken(text), steps, text));
        vectors = save(new Model("v", labels, dense, new VectorEncoder(1, 0, 1)));
    }

    private static Network network(InputSpec input, Readout readout, float... values) {
        var layer = new Layer(Cells.elmanRelu(input.width(), 1, Bias.ABSENT));
        return Network.of(new NetworkSpec(input, List.of(layer), readout, new Head.Linear(2)), values);
    }

    private static String save(Model model) throws IOException {
        Path folder = temporary.resolve(model.name());
        model.save(folder);
        return folder.toString();
    }

    private static void assertEnds(CommandRun run, ExitCode exitCode, String... problems) {
        assertEquals(
                List.of(problems).stream().map(each -> "unroll: " + each).toList(),
                run.err().lines().toList());
        assertEquals(exitCode, run.exitCode());
    }

    @Test
    void theOtherTextsAreAnswered() {
        CommandRun run = CommandRun.of("predict", classifier, "a", LONG, "b");
        assertEnds(run, ExitCode.DATA, "input 2 of 3: " + PROBLEM);
        assertEquals(
                List.of("a", "b"),
                run.out().lines().map(line -> line.substring(0, 1)).toList());
    }

    @Test
    void aTextAloneIsNamed() {
        CommandRun run = CommandRun.of("predict", classifier, LONG);
        assertEnds(run, ExitCode.DATA, PROBLEM);
        assertEquals("", run.out());
    }

    @Test
    void theErrorStandsInThePlaceOfTheAnswer() {
        CommandRun run = CommandRun.of("predict", classifier, "a", LONG, "b", "--json");
        JsonArray predictions =
                JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("predictions");
        assertEquals("a", predictions.get(0).getAsJsonObject().get("text").getAsString());
        assertEquals(
                "input 2 of 3: " + PROBLEM,
                predictions.get(1).getAsJsonObject().get("error").getAsString());
        assertEquals("b", predictions.get(2).getAsJsonObject().get("text").getAsString());
        assertEquals(ExitCode.DATA, run.exitCode());
    }

    @Test
    void theOtherLinesAreAnswered() {
        CommandRun run = CommandRun.reading("b\n" + LONG + "\nb\n", "predict", classifier);
        assertEnds(run, ExitCode.DATA, "line 2 of stdin: " + PROBLEM);
        List<String> lines = run.out().lines().toList();
        assertEquals(List.of(lines.getFirst(), "", lines.getFirst()), lines);
    }

    @Test
    void theOtherTextsAreAnsweredBesideOneThatIsNone() {
        CommandRun run = CommandRun.of("predict", classifier, "a", "", "b");
        assertEnds(
                run,
                ExitCode.USAGE,
                "input 2 of 3: \"\" has no token that the model reads (unicode), so there is nothing to answer");
        assertEquals(2, run.out().lines().count());
    }

    @Test
    void aSequenceOfNumbersIsNamedByItsPlace() {
        CommandRun run = CommandRun.of("predict", vectors, "1,2", "1,".repeat(49) + "1");
        assertEnds(
                run,
                ExitCode.DATA,
                "input 2 of 2: the sequence of 50 steps has no answer: the first number that is not finite arises at step"
                        + " 40 of 50, in layer 0 (rnn_relu). Shorten the input, or train again with a lower learning rate,"
                        + " a clipped gradient, or a cell whose state cannot overflow");
        assertEquals(1, run.out().lines().count());
    }

    @Test
    void aTextIsNotWrittenOnAfterTheOverflow() {
        CommandRun run = CommandRun.of("generate", writer, "--prompt", "a", "--length", "60");
        assertEnds(
                run,
                ExitCode.DATA,
                "the text after \"a\" has no answer: the first number that is not finite arises at step 40, in layer 0"
                        + " (rnn_relu). Shorten the input, or train again with a lower learning rate, a clipped gradient,"
                        + " or a cell whose state cannot overflow");
        assertEquals("", run.out());
    }

    @Test
    void aGuessIsNoAnswerEither() {
        assertEnds(CommandRun.of("predict", writer, LONG), ExitCode.DATA, PROBLEM);
    }

    @Test
    void noPageIsWrittenOfWhatIsNoAnswer() {
        Path page = temporary.resolve("page.html");
        CommandRun run = CommandRun.of("explain", classifier, LONG, "--out", page.toString());
        assertEnds(run, ExitCode.DATA, PROBLEM);
        assertFalse(Files.exists(page));
    }

    @Test
    void aScoreNamesTheLineOfTheExample() throws IOException {
        Path data = temporary.resolve("data.csv");
        Files.writeString(data, "text,label\na,left\nb,right\n" + LONG + ",left\n");
        CommandRun run = CommandRun.of("evaluate", classifier, "--data", data.toString(), "--quiet");
        assertEnds(
                run,
                ExitCode.DATA,
                "evaluation: data.csv:4 has no answer: the first number that is not finite arises at step 40 of 50, in layer"
                        + " 0 (rnn_relu). Shorten the input, or train again with a lower learning rate, a clipped"
                        + " gradient, or a cell whose state cannot overflow");
    }
}
