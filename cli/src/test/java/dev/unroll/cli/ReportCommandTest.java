package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.run.job.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    private static Path folder = Path.of("");
    private static Path report = Path.of("");

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        folder = directory.resolve("run");
        report = folder.resolve("report.html");
        CommandRun run = CommandRun.of(
                SmallData.train(SmallData.folder(directory), folder, "--quiet", "--set", "validation_fraction=0.1"));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().contains("report.html"), run.out());
    }

    @Test
    void aTrainingLeavesItsReport() throws IOException {
        String html = Files.readString(report);
        assertTrue(html.contains("<h1>letters: learning to classify texts</h1>"));
        assertTrue(html.contains("<td>naive Bayes, 1- to 4-grams</td>"));
        for (String chart :
                new String[] {"loss, nats over epoch", "accuracy over epoch", "norm of the gradient over step"}) {
            assertTrue(html.contains("aria-label=\"" + chart + "\""), chart);
        }
        assertTrue(html.contains("on 12 held-out texts. A row is what is right"));
        assertTrue(html.contains("vowels taken for vowels: "));
        assertTrue(html.contains("<td>training.learning_rate</td><td class=\"text\"><code>0.003</code>"));
        assertTrue(html.contains("rnn.weight_ih_l0"));
        assertTrue(html.contains("<math "));
    }

    @Test
    void theTitleNamesTheDataAndTheRecipeIsADetail() throws IOException {
        String html = Files.readString(report);
        assertTrue(html.contains("<title>letters: learning to classify texts</title>"));
        assertTrue(html.contains("<p class=\"note\">Recipe names; "));
    }

    @Test
    void theReportIsWrittenAgainFromTheFolder() throws IOException {
        String first = Files.readString(report);
        Files.delete(report);
        CommandRun run = CommandRun.of("report", folder.toString());
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals("The report is " + report + System.lineSeparator(), run.out());
        String again = Files.readString(report);
        assertEquals(answers(first), answers(again));
        assertTrue(again.contains("aria-label=\"loss, nats over epoch\""));
    }

    /** Returns the part of a report that shows answers: the split and the model are the same again. */
    private static String answers(String html) {
        return html.substring(html.indexOf("Which labels it mixes up"), html.indexOf("The model</h2>"));
    }

    @Test
    void aModelMayBeReplacedTogetherWithItsReport(@TempDir Path directory) throws IOException {
        Path data = SmallData.folder(directory);
        Path out = directory.resolve("run");
        for (int i = 0; i < 2; i++) {
            CommandRun run = CommandRun.of(SmallData.train(data, out, "--quiet"));
            assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        }
        assertTrue(Files.exists(out.resolve("report.html")));
    }

    @Test
    void aFolderWithoutAModelIsRefused(@TempDir Path directory) {
        CommandRun run = CommandRun.of("report", directory.toString());
        assertFalse(run.exitCode() == ExitCode.DONE);
        assertFalse(Files.exists(directory.resolve("report.html")));
    }

    /** Returns the folder of a training that was interrupted after nine steps. */
    private static Path interrupted(Path directory) throws IOException {
        Path out = directory.resolve("run");
        var steps = new AtomicInteger();
        Training training =
                Training.of("names").on(SmallData.folder(directory)).withStop(() -> steps.incrementAndGet() == 9);
        for (int i = 1; i < SmallData.FAST.length; i += 2) {
            String[] setting = SmallData.FAST[i].split("=", 2);
            training = training.with(setting[0], setting[1]);
        }
        assertTrue(training.run(out).stopped());
        return out;
    }

    @Test
    void aTrainingThatWasInterruptedIsReportedAndThePageSaysSo(@TempDir Path directory) throws IOException {
        Path out = interrupted(directory);
        CommandRun run = CommandRun.of("report", out.toString());
        String state = "This training was interrupted after step 9; the report is of the model as it was then.";
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals(state + System.lineSeparator(), run.err());
        String html = Files.readString(out.resolve("report.html"));
        assertTrue(html.contains("<strong>" + state + "</strong>"), html);
        assertTrue(html.contains("<td>naive Bayes, 1- to 4-grams</td>"));
    }

    @Test
    void aTrainingThatWasKilledIsReportedFromItsCheckpoint(@TempDir Path directory) throws IOException {
        Path out = interrupted(directory);
        String receipt = Files.readString(out.resolve("run.json"));
        Files.writeString(out.resolve("run.json"), receipt.replace("\"interrupted\"", "\"running\""));
        Files.writeString(out.resolve("log.jsonl"), "{\"event\":\"st", StandardOpenOption.APPEND);
        Files.move(out.resolve("model"), directory.resolve("elsewhere"));
        CommandRun run = CommandRun.of("report", out.toString());
        assertEquals(
                "This training has not ended; the report is of its checkpoint after step 9, in epoch 1."
                        + System.lineSeparator(),
                run.err());
        assertTrue(Files.readString(out.resolve("report.html")).contains("on 12 held-out texts"));
    }

    @Test
    void aTrainingWithoutACheckpointHasNothingToReport(@TempDir Path directory) throws IOException {
        Path out = interrupted(directory);
        String receipt = Files.readString(out.resolve("run.json"));
        Files.writeString(out.resolve("run.json"), receipt.replace("\"interrupted\"", "\"running\""));
        Files.move(out.resolve("checkpoints"), directory.resolve("elsewhere"));
        CommandRun run = CommandRun.of("report", out.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals(
                "unroll: " + out + " holds a training that has not ended and has left no checkpoint yet, so there is"
                        + " nothing to report" + System.lineSeparator(),
                run.err());
    }

    @Test
    void aFileInTheReportsPlaceIsNotReplaced(@TempDir Path directory) throws IOException {
        Path out = interrupted(directory);
        Path mine = Files.writeString(out.resolve("report.html"), "mine");
        CommandRun run = CommandRun.of("report", out.toString());
        assertEquals(
                "unroll: " + mine + " is a file that Unroll has not written, so it is not replaced; move it away"
                        + System.lineSeparator(),
                run.err());
        assertEquals("mine", Files.readString(mine));
    }

    @Test
    void anInterruptedTrainingWithoutItsModelIsReportedFromItsCheckpoint(@TempDir Path directory) throws IOException {
        Path out = interrupted(directory);
        Files.move(out.resolve("model"), directory.resolve("elsewhere"));
        assertEquals(
                "This training was interrupted, and the model that it left is gone; the report is of its checkpoint after"
                        + " step 9, in epoch 1." + System.lineSeparator(),
                CommandRun.of("report", out.toString()).err());
    }
}
