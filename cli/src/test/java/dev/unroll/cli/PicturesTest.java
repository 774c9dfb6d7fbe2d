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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that reads vectors: its report, and the explanation of its answers. */
class PicturesTest {

    private static Path temporary = Path.of("");
    private static String data = "";
    private static String run = "";
    private static String page = "";

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        data = SmallPictures.folder(directory).toString();
        run = directory.resolve("run").toString();
        page = directory.resolve("explain.html").toString();
        CommandRun trained = CommandRun.of(SmallPictures.train(Path.of(data), Path.of(run)));
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
    }

    private static JsonObject explain(String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(new String[] {"explain", run, "--json", "--out", page}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        CommandRun explained = CommandRun.of(arguments);
        assertEquals(ExitCode.DONE, explained.exitCode(), explained.err());
        return JsonParser.parseString(explained.out()).getAsJsonObject();
    }

    @Test
    void anExampleOfTheTrainingIsExplainedBesideItsLabel() throws IOException {
        JsonObject result = explain("--example", "3");
        assertEquals("1", result.get("label").getAsString());
        assertEquals("1", result.get("answer").getAsString());
        assertEquals(SmallPictures.ROWS, result.getAsJsonArray("steps").size());
        double change = result.get("log_probability").getAsDouble()
                - result.get("log_probability_of_zeros").getAsDouble();
        assertEquals(change, result.get("integrated_gradients_sum").getAsDouble(), 0.01 * Math.abs(change));
        String html = Files.readString(Path.of(page));
        assertTrue(html.contains("reads 6 steps of 5 numbers and answers <strong>1</strong>"), html.substring(0, 9000));
        assertTrue(html.contains("Its label is <strong>1</strong>."));
        assertTrue(html.contains("aria-label=\"the input, a row a step\""));
        assertTrue(html.contains("aria-label=\"the influence of each number on the answer\""));
        assertTrue(html.contains("if nothing but zeros followed that step"));
        assertTrue(html.contains("h at step 6: 6 numbers, mean "));
        assertFalse(html.contains("text ended"));
    }

    @Test
    void theSameExampleComesFromDataAFileOrNumbers() throws IOException {
        double ofRun = explain("--example", "3").get("probability").getAsDouble();
        String file = Path.of(data).resolve("t10k-images-idx3-ubyte").toString();
        JsonObject ofFile = explain(file, "--example", "3");
        assertEquals(ofRun, ofFile.get("probability").getAsDouble());
        assertEquals(file + "[3]", ofFile.get("text").getAsString());
        assertEquals(
                ofRun,
                explain("--data", data, "--example", "3").get("probability").getAsDouble());
        byte[] bytes = Files.readAllBytes(Path.of(file));
        int size = SmallPictures.ROWS * SmallPictures.COLUMNS;
        String numbers = IntStream.range(0, size)
                .map(k -> bytes[16 + 3 * size + k] & 0xff)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        assertEquals(ofRun, explain(numbers).get("probability").getAsDouble());
        Path rows = Files.writeString(temporary.resolve("rows.csv"), numbers.replaceAll("((\\d+,){4}\\d+),", "$1\n"));
        assertEquals(SmallPictures.ROWS, Files.readAllLines(rows).size());
        assertEquals(ofRun, explain(rows.toString()).get("probability").getAsDouble());
        CommandRun predicted = CommandRun.of("predict", run, rows.toString(), "--top", "1");
        assertTrue(predicted.out().startsWith(rows + "  1 0."), predicted.out());
    }

    @Test
    void anExampleThatIsNotThereIsRefused() {
        CommandRun beyond = CommandRun.of("explain", run, "--example", "10", "--out", page);
        assertEquals(ExitCode.USAGE, beyond.exitCode());
        assertEquals(
                "unroll: --example must be from 0 to 9, as " + run + " has 10 examples, but is 10"
                        + System.lineSeparator(),
                beyond.err());
        CommandRun nothing = CommandRun.of("explain", run, "--out", page);
        assertTrue(nothing.err().contains("explain needs INPUT, or --example N of the data"), nothing.err());
        String model = Path.of(run).resolve("model").toString();
        CommandRun alone = CommandRun.of("explain", model, "--example", "1", "--out", page);
        assertTrue(alone.err().contains("so --data must say where its examples are"), alone.err());
    }

    @Test
    void aFileThatHoldsNoSequenceIsNamed() throws IOException {
        Path rows = Files.writeString(temporary.resolve("short.csv"), "1,2,3\n");
        CommandRun run = CommandRun.of("predict", PicturesTest.run, rows.toString());
        assertEquals(ExitCode.DATA, run.exitCode(), run.err());
        assertTrue(run.err().contains(rows + ": numbers must be 5 for each step"), run.err());
    }

    @Test
    void theReportSpeaksOfSequencesAndShowsThem() throws IOException {
        String html = Files.readString(Path.of(run).resolve("report.html"));
        assertTrue(html.contains("On 10 held-out sequences, beside baselines"));
        assertTrue(html.contains("learned to classify sequences."));
        assertTrue(html.contains("<td>logistic regression on all numbers</td>"));
        assertFalse(html.contains("texts"), "vectors are no texts");
        assertEquals(10, html.split("<td class=\"thumbnail\"><svg ", -1).length - 1, "a picture of each hit");
        assertTrue(html.contains("<td>training.seed</td>"));
        assertTrue(html.contains("<td>data.split</td>"));
    }
}
