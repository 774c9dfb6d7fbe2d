package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tagging, as a user with a file of two columns does it. */
final class TagCommandsTest {

    @TempDir
    private static Path folder = Path.of("");

    private static Path model = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        var text = new StringBuilder();
        for (String place : List.of("Berlin", "Paris", "Rome", "Oslo", "Bern", "Lima", "Cairo", "Delhi")) {
            for (String verb : List.of("visits", "leaves", "likes")) {
                text.append("She O\n").append(verb).append(" O\nNew B-PLACE\n").append(place);
                text.append(" I-PLACE\n. O\n\n");
                text.append("He O\n").append(verb).append(" O\nit O\n. O\n\n");
            }
        }
        Path file = folder.resolve("places.conll");
        Files.writeString(file, text);
        model = folder.resolve("run");
        CommandRun run = CommandRun.of(
                "train",
                "part-of-speech",
                "--data",
                file.toString(),
                "--out",
                model.toString(),
                "--quiet",
                "--set",
                "split=random",
                "--set",
                "epochs=25",
                "--set",
                "hidden_size=8",
                "--set",
                "letter_hidden_size=4",
                "--set",
                "batch_size=4");
        assertEquals("", run.err());
        assertTrue(run.out().contains("F1  precision     recall   accuracy"), run.out());
    }

    @Test
    void tagsOfAnOlderSchemeStandBesideBaselines() throws IOException {
        Path iob1 = folder.resolve("iob1.conll");
        Files.writeString(iob1, Files.readString(folder.resolve("places.conll")).replace("B-PLACE", "I-PLACE"));
        CommandRun run = CommandRun.of(
                "train",
                "part-of-speech",
                "--data",
                iob1.toString(),
                "--out",
                folder.resolve("iob1").toString(),
                "--quiet",
                "--set",
                "split=random",
                "--set",
                "epochs=1",
                "--set",
                "hidden_size=4");
        assertEquals("", run.err());
        assertTrue(run.out().contains("dictionary of mentions"), run.out());
    }

    @Test
    void aCheckCountsWordsAndNotSentences() {
        CommandRun run =
                CommandRun.of("data", "check", folder.resolve("places.conll").toString());
        assertTrue(run.out().contains("B-PLACE        24   11.1 %"), run.out());
    }

    @Test
    void aLineOfStdinIsTaggedWordByWord() {
        CommandRun run = CommandRun.reading("He leaves New Rome .\n\n", "predict", model.toString(), "--split");
        assertEquals(
                "He/O leaves/O New/B-PLACE Rome/I-PLACE ./O",
                run.out().lines().findFirst().orElseThrow());
        assertTrue(run.err().contains("line 2 of stdin: the sentence has no word"), run.err());
        assertEquals(3, run.exitCode().status());
    }

    @Test
    void punctuationIsToldFromWordsInText() {
        CommandRun run = CommandRun.of("predict", model.toString(), "She visits New Oslo.");
        assertEquals(
                List.of("She", "visits", "New", "Oslo", "."),
                run.out()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList());
    }

    @Test
    void spansAreNamedForMachines() {
        CommandRun run = CommandRun.of("predict", model.toString(), "--json", "She visits New Oslo.");
        assertTrue(run.out().contains("\"type\": \"PLACE\""), run.out());
    }

    @Test
    void aModelIsEvaluatedOnAFileOfItsOwn() throws IOException {
        Path other = folder.resolve("other.bio");
        Files.writeString(other, "She O\nlikes O\nNew B-PLACE\nRome I-PLACE\n\nHe O\nlikes O\nit O\n");
        CommandRun run = CommandRun.of("evaluate", model.toString(), "--data", other.toString(), "--quiet");
        assertTrue(run.out().contains("this model    100.0 %"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void aTagThatTheModelDoesNotKnowIsNamed() throws IOException {
        Path other = folder.resolve("strange.bio");
        Files.writeString(other, "She O\nlikes O\nRome B-CITY\n");
        CommandRun run = CommandRun.of("evaluate", model.toString(), "--data", other.toString(), "--quiet");
        assertEquals(
                "unroll: " + other
                        + ": there is a tag that the model does not know: \"B-CITY\", of \"Rome\" in \"She likes"
                        + " Rome\" (strange.bio:1); it knows B-PLACE, I-PLACE, O",
                run.err().strip());
        assertEquals(3, run.exitCode().status());
    }

    @Test
    void oneWordIsExplained() {
        Path page = folder.resolve("why.html");
        CommandRun run = CommandRun.of(
                "explain",
                model.toString(),
                "He leaves New Rome .",
                "--split",
                "--word",
                "4",
                "--out",
                page.toString());
        assertTrue(run.out().startsWith("Rome (word 4) in: He leaves New Rome .  I-PLACE"), run.out());
        assertTrue(Files.exists(page));
    }

    @Test
    void aWordThatIsNotThereIsRefused() {
        CommandRun run = CommandRun.of("explain", model.toString(), "He leaves", "--split", "--word", "3");
        assertEquals(
                "unroll: --word must be from 1 to 2, since the sentence has so many words, but is 3",
                run.err().strip());
        assertEquals(2, run.exitCode().status());
    }

    @Test
    void readoutAndInputMustFitTheTask() {
        CommandRun readout = CommandRun.of("train", "part-of-speech", "--set", "readout=last");
        assertEquals(
                "unroll: training.task tag answers at each word, so model.readout must be each but is last",
                readout.err().strip());
        CommandRun input = CommandRun.of("train", "part-of-speech", "--set", "input=embedding");
        assertEquals(
                "unroll: training.task tag reads words and their letters, so model.input must be words but is embedding",
                input.err().strip());
    }

    @Test
    void dataAreChecked() {
        CommandRun run =
                CommandRun.of("data", "check", folder.resolve("places.conll").toString());
        assertTrue(run.out().contains("4 to 5 words"), run.out());
        assertTrue(run.out().contains("B-PLACE"), run.out());
    }
}
