package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of predict and explain that mean nothing to a model are refused, and not ignored. */
class AskOptionsTest {

    private static String classifier = "";
    private static String writer = "";

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        classifier = directory.resolve("classifier").toString();
        writer = directory.resolve("writer").toString();
        Path data = SmallData.folder(directory);
        CommandRun run = CommandRun.of(SmallData.train(data, Path.of(classifier), "--quiet"));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        run = CommandRun.of("train", "hello", "--out", writer, "--quiet", "--set", "epochs=1");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    }

    private static void refused(String sentence, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals("unroll: " + sentence + System.lineSeparator(), run.err());
        assertEquals(ExitCode.USAGE, run.exitCode());
    }

    @Test
    void splitIsForModelsThatTag() {
        String sentence = "--split is for models that tag, but the task of " + classifier
                + " is classify and its input a text; leave it out";
        refused(sentence, "predict", classifier, "aei", "--split");
        refused(sentence, "explain", classifier, "aei", "--split");
    }

    @Test
    void topIsForModelsThatClassify() {
        refused(
                "--top is for models that classify, or say another sequence, but the task of " + writer
                        + " is next_token and its input a text; leave it out",
                "predict",
                writer,
                "hell",
                "--top",
                "3");
    }

    @Test
    void wordIsForModelsThatTag() {
        String sentence = "--word is for models that tag, but the task of " + classifier
                + " is classify and its input a text; leave it out";
        refused(sentence, "explain", classifier, "aei", "--word", "1");
        refused(sentence, "explain", classifier, "--example", "1", "--word", "1");
    }

    @Test
    void classIsForModelsOfWhatHasALabel() {
        refused(
                "--class is for models of what has one label, but the task of " + writer
                        + " is next_token and its input a text; leave it out",
                "explain",
                writer,
                "hell",
                "--class",
                "o");
    }

    @Test
    void seriesAndAheadAreForModelsThatForecast() {
        for (String[] option : new String[][] {{"--series", "Bern"}, {"--ahead", "1"}}) {
            refused(
                    option[0] + " is for models that forecast, but the task of " + classifier
                            + " is classify and its input a text; leave it out",
                    "explain",
                    classifier,
                    "aei",
                    option[0],
                    option[1]);
        }
    }

    @Test
    void classMustBeALabelOfTheModel() {
        refused(
                "the model has no label \"x\"; it has consonants, vowels",
                "explain",
                classifier,
                "aei",
                "--class",
                "x");
    }

    @Test
    void anExampleOfTheDataHasItsLabelAlready() {
        refused(
                "--class says something of INPUT, but none is given; leave it out",
                "explain",
                classifier,
                "--example",
                "1",
                "--class",
                "vowels");
    }

    @Test
    void exampleBesideATypedTextIsRefused() {
        refused(
                "--example is for models of vectors, if INPUT is given, but the task of " + classifier
                        + " is classify and its input a text; leave it out",
                "explain",
                classifier,
                "aei",
                "--example",
                "1");
    }
}
