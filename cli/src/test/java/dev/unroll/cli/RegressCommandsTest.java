package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Regressor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adding problem (Hochreiter and Schmidhuber 1997), small: the sum of the two numbers that are marked. */
class RegressCommandsTest {

    private static final int EXAMPLES = 200;
    private static final int STEPS = 6;

    private static Path directory = Path.of("");
    private static String data = "";
    private static String run = "";
    private static CommandRun trained = CommandRun.of("doctor");

    @BeforeAll
    static void train(@TempDir Path folder) throws IOException {
        directory = folder;
        Path file = folder.resolve("adding.jsonl");
        var lines = new StringBuilder();
        for (int i = 0; i < EXAMPLES; i++) {
            lines.append(example(i)).append('\n');
        }
        data = Files.writeString(file, lines).toString();
        run = folder.resolve("run").toString();
        trained = CommandRun.of(
                "train",
                data,
                "--out",
                run,
                "--json",
                "--quiet",
                "--threads",
                "1",
                "--set",
                "epochs=30",
                "--set",
                "hidden_size=12",
                "--set",
                "dropout=0",
                "--set",
                "readout=last",
                "--set",
                "bidirectional=false");
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
    }

    private static String example(int i) {
        int first = i % (STEPS / 2);
        int second = STEPS / 2 + i / 3 % (STEPS / 2);
        var steps = new StringBuilder();
        double sum = 0;
        for (int t = 0; t < STEPS; t++) {
            double number = (CounterHash.bits(1, CounterHash.Purpose.SPLIT, i, t, 0, 0) >>> 44) / (double) (1 << 20);
            boolean marked = t == first || t == second;
            sum += marked ? number : 0;
            steps.append(t == 0 ? "" : ", ").append(String.format(Locale.ROOT, "[%.4f, %d]", number, marked ? 1 : 0));
        }
        return String.format(Locale.ROOT, "{\"steps\": [%s], \"value\": %.4f}", steps, sum);
    }

    private static JsonObject scores() {
        return JsonParser.parseString(trained.out()).getAsJsonObject().getAsJsonObject("scores");
    }

    @Test
    void theNetworkAddsWhatItsBaselinesCannot() {
        double model = scores().getAsJsonObject("model").get("r2").getAsDouble();
        double ridge = scores().getAsJsonObject("ridge").get("r2").getAsDouble();
        double mean = scores().getAsJsonObject("mean").get("r2").getAsDouble();
        assertTrue(model > 0.8 && model > ridge + 0.1 && ridge > mean, scores().toString());
    }

    @Test
    void predictAnswersTypedNumbersAsTheJavaClassDoes() throws IOException {
        String typed = "0.5,1,0.1,0,0.9,0,0.25,1,0.3,0,0.2,0";
        CommandRun predicted = CommandRun.of("predict", run, typed, "--json");
        assertEquals(ExitCode.DONE, predicted.exitCode(), predicted.err());
        float[] numbers = {0.5f, 1, 0.1f, 0, 0.9f, 0, 0.25f, 1, 0.3f, 0, 0.2f, 0};
        float value = new Regressor(Model.load(Path.of(run)))
                .predict(Matrix.of(numbers, STEPS, 2))
                .getFirst();
        assertTrue(predicted.out().contains("\"value\": " + value), predicted.out() + " " + value);
        assertEquals(0.75, value, 0.4);
    }

    @Test
    void predictAnswersEachLineOfAFile() {
        CommandRun predicted = CommandRun.of("predict", run, data);
        assertEquals(ExitCode.DONE, predicted.exitCode(), predicted.err());
        assertEquals(
                EXAMPLES,
                predicted.out().lines().filter(line -> line.contains("value ")).count());
    }

    @Test
    void evaluateScoresOtherData() {
        CommandRun evaluated = CommandRun.of("evaluate", run, "--data", data, "--part", "all", "--json");
        assertEquals(ExitCode.DONE, evaluated.exitCode(), evaluated.err());
        assertTrue(evaluated.out().contains("\"rmse\""), evaluated.out());
    }

    @Test
    void theReportDrawsPredictedOverActualValues() throws IOException {
        String html = Files.readString(Path.of(run).resolve("report.html"));
        assertTrue(html.contains("aria-label=\"predicted value over actual value\""));
    }

    private static CommandRun explained(String... more) {
        List<String> all = new ArrayList<>(List.of("explain", run, "--out", page().toString()));
        all.addAll(List.of(more));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static Path page() {
        return directory.resolve("explain.html");
    }

    @Test
    void explainFindsThatMarkedStepsMoveTheValue() {
        CommandRun explained = explained("0.9,1,0.1,0,0.9,0,0.9,1,0.3,0,0.2,0", "--json");
        assertEquals(ExitCode.DONE, explained.exitCode(), explained.err());
        JsonObject value = JsonParser.parseString(explained.out())
                .getAsJsonObject()
                .getAsJsonArray("values")
                .get(0)
                .getAsJsonObject();
        List<Double> steps = value.getAsJsonArray("integrated_gradients_of_steps").asList().stream()
                .map(JsonElement::getAsDouble)
                .toList();
        for (int t = 0; t < STEPS; t++) {
            if (t != 0 && t != 3) {
                assertTrue(Math.min(steps.get(0), steps.get(3)) > steps.get(t) + 0.1, "step " + t + " of " + steps);
            }
        }
        double change =
                value.get("value").getAsDouble() - value.get("value_of_zeros").getAsDouble();
        assertEquals(change, steps.stream().mapToDouble(Double::doubleValue).sum(), 0.011 * Math.abs(change));
    }

    @Test
    void explainPrintsFeaturesAndSteps() {
        CommandRun explained = explained("0.5,1,0.1,0,0.9,0,0.25,1,0.3,0,0.2,0");
        assertTrue(
                explained
                        .out()
                        .matches("(?s).*  value 0\\.\\d+\\R\\Rfeature +influence\\R +1 +[+-].*\\R +2 +[+-].*\\R\\R"
                                + " +step +influence +value so far\\R +1 +[+-].*The page is .*"),
                explained.out());
    }

    @Test
    void thePageOfAnExampleSaysWhatItIs() throws IOException {
        CommandRun explained = explained("--example", "4");
        assertEquals(ExitCode.DONE, explained.exitCode(), explained.err());
        assertTrue(explained.out().matches("(?s)example 4  value [\\d.]+  \\(is [\\d.]+\\)\\R.*"), explained.out());
        String html = Files.readString(page());
        assertTrue(html.contains("they agree within 1 %"), html);
        assertTrue(html.contains("‖dy/dh‖"), html);
        assertTrue(html.contains("By feature, all steps together"), html);
    }

    @Test
    void aValueThatIsNotThereIsNamed() {
        CommandRun refused = explained("1,1,1,0", "--label", "age");
        assertEquals("unroll: the model has no value \"age\"; it has value" + System.lineSeparator(), refused.err());
        assertEquals(ExitCode.USAGE, refused.exitCode());
    }

    @Test
    void inspectNamesTheValues() {
        CommandRun inspected = CommandRun.of("inspect", run);
        assertEquals(ExitCode.DONE, inspected.exitCode(), inspected.err());
        assertTrue(inspected.out().contains("1 value"), inspected.out());
    }

    @Test
    void dataCheckTellsWhatTheNumbersAre() throws IOException {
        Path file = directory.resolve("constant.csv");
        Files.writeString(file, "id,step,x,c,label\na,1,1,5,p\na,2,,5,p\nb,1,2,5,q\n");
        CommandRun checked = CommandRun.of("data", "check", file.toString());
        assertEquals(ExitCode.DONE, checked.exitCode(), checked.err());
        assertTrue(checked.out().contains("features       2"), checked.out());
        assertTrue(checked.out().contains("missing        1 of 6 numbers, in 1 sequence"), checked.out());
        assertTrue(checked.out().contains("constant       features 2"), checked.out());
    }

    @Test
    void aTrainingOnMissingNumbersAsksWhatBecomesOfThem() throws IOException {
        Path file = directory.resolve("missing.csv");
        Files.writeString(file, "id,step,x,label\na,1,1,p\na,2,,p\nb,1,2,q\nc,1,3,p\nd,1,2.5,q\n");
        CommandRun refused = CommandRun.of(
                "train",
                "vowels",
                "--data",
                file.toString(),
                "--set",
                "split=random",
                "--out",
                directory.resolve("missing").toString());
        assertEquals(ExitCode.DATA, refused.exitCode(), refused.err());
        assertTrue(
                refused.err()
                        .contains("missing.csv lacks 1 number; data.missing says what becomes of them: interpolate,"
                                + " last or mask"),
                refused.err());
    }
}
