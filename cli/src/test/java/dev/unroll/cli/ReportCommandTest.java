package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
