package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of CTC on sounds, from a table of WAV files to what it says, and when. */
class CtcCommandsTest {

    private static Path temporary = Path.of("");
    private static Path table = Path.of("");
    private static String model = "";
    private static String sound = "";

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        table = SmallSpeech.table(directory);
        sound = SmallSounds.write(directory.resolve("high.wav"), 1950, 8000, 3).toString();
        model = directory.resolve("model").toString();
        CommandRun run = CommandRun.of(SmallSpeech.train(table, Path.of(model), "--set", "time_reduction=2"));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static void refused(String sentence, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals("unroll: " + sentence + System.lineSeparator(), run.err());
        assertEquals(ExitCode.USAGE, run.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4"})
    void aSoundThatIsFollowedEndsWithTheAnswerToTheWhole(String beam) throws IOException {
        // Four chunks, the last a short one.
        String longer = SmallSounds.write(temporary.resolve("longer.wav"), 1950, 8000, 3, 13_900)
                .toString();
        CommandRun whole = CommandRun.of("predict", model, longer, "--json", "--beam", beam, "--top", "1");
        CommandRun followed = CommandRun.of("predict", model, longer, "--json", "--beam", beam, "--stream");

        JsonObject answer = json(whole.out())
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("answers")
                .get(0)
                .getAsJsonObject();
        JsonObject last = json(followed.out().strip().lines().toList().getLast());
        assertEquals(1.75, last.get("seconds").getAsDouble(), 0.02);
        assertEquals(answer.get("tokens"), last.get("tokens"));
        assertEquals(answer.get("log_probability"), last.get("log_probability"));
    }

    @Test
    void aTableOfSoundsIsKnownByItself() {
        CommandRun run = CommandRun.of(
                "train",
                table.toString(),
                "--out",
                temporary.resolve("known").toString(),
                "--set",
                "hidden_size=4",
                "--set",
                "epochs=1");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(
                run.err()
                        .startsWith("train.tsv: 12 sounds with what is said in them, 13 frames in the median; so the"
                                + " letters of what is said, as the recipe digit-strings does it"
                                + System.lineSeparator()
                                + "with format=speech split=random target_tokens=characters batch_size=8;"),
                run.err());
    }

    @Test
    void jsonLinesOfSoundsAreKnownByThemselves() throws IOException {
        Path lines = table.resolveSibling("said.jsonl");
        var text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append("{\"audio_filepath\": \"low-" + i + ".wav\", \"text\": \"l o\"}\n");
        }
        Files.writeString(lines, text);
        CommandRun run = CommandRun.of("train", lines.toString(), "--print-config");
        Files.delete(lines);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(
                run.out()
                        .startsWith("# said.jsonl: 6 sounds with what is said in them, 13 frames in the median; so the"
                                + " symbols that are said, as the recipe digit-strings does it" + System.lineSeparator()
                                + "# with format=speech split=random target_tokens=symbols batch_size=8 epochs=100;"),
                run.out());
    }

    @Test
    void dataCheckTellsOfSoundsWithTranscripts() {
        for (String format : List.of("auto", "speech")) {
            CommandRun checked = CommandRun.of("data", "check", table.toString(), "--set", "format=" + format);
            assertEquals(ExitCode.DONE, checked.exitCode(), checked.err());
            assertTrue(checked.out().contains("examples       12" + System.lineSeparator()), checked.out());
        }
    }

    @Test
    void columnsOfSoundsAndTranscriptsMayBeNamed() throws IOException {
        Path named = table.resolveSibling("named.csv");
        Files.writeString(named, "clip,words\nlow-1.wav,l\nhigh-1.wav,h\n");
        CommandRun both = CommandRun.of(
                "data",
                "check",
                named.toString(),
                "--set",
                "format=speech",
                "--set",
                "source_column=clip",
                "--set",
                "target_column=words");
        assertEquals(ExitCode.DONE, both.exitCode(), both.err());
        refused(
                "of sounds with transcripts, data.source_column and data.target_column must be named both, or neither",
                "data",
                "check",
                named.toString(),
                "--set",
                "format=speech",
                "--set",
                "source_column=clip");
        Files.delete(named);
    }

    @Test
    void whatGeneratesNothingIsAskedOfASound() {
        refused(
                model + " is made to transduce, so it generates no texts; ask it with: unroll predict " + model
                        + " FILE.wav",
                "generate",
                model);
    }

    @Test
    void aSoundThatIsNamedOnStdinIsCalledSo() {
        CommandRun run = CommandRun.reading("low-1.wav\n", "predict", model);
        assertEquals(
                "unroll: line 1 of stdin: \"low-1.wav\" names a sound, but a line must be numbers; name sounds on the"
                        + " command line: predict MODEL FILE.wav" + System.lineSeparator(),
                run.err());
        assertEquals(ExitCode.DATA, run.exitCode());
    }

    @Test
    void aSoundThatIsNotThereIsCalledSo() {
        for (String[] more : new String[][] {{}, {"--stream"}}) {
            List<String> arguments = new ArrayList<>(List.of("predict", model, "no.wav"));
            arguments.addAll(List.of(more));
            CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
            assertEquals("unroll: file no.wav does not exist; check the path" + System.lineSeparator(), run.err());
            assertEquals(ExitCode.DATA, run.exitCode());
        }
    }

    @Test
    void aLineSaysTheSecondsAndTheTextSoFar() {
        CommandRun run = CommandRun.of("predict", model, sound, "--stream");

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals("0.13\th" + System.lineSeparator(), run.out());
    }

    @Test
    void whatASoundSaysIsExplained() throws IOException {
        Path page = temporary.resolve("explained.html");
        CommandRun run = CommandRun.of("explain", model, sound, "--out", page.toString());

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().startsWith(sound + "  h"), run.out());
        assertTrue(Files.readString(page).contains("mean of the features"));
    }

    @Test
    void anExampleOfTheTrainingIsExplained() {
        CommandRun run = CommandRun.of(
                "explain",
                model,
                "--example",
                "1",
                "--json",
                "--out",
                temporary.resolve("example.html").toString());

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals("h", json(run.out()).get("compared_with").getAsString());
        assertEquals(2, json(run.out()).get("joined_steps").getAsInt());
    }

    @Test
    void aNetworkThatReadsFromBothEndsCannotFollow() throws IOException {
        Path both = temporary.resolve("both");
        CommandRun.of(SmallSpeech.train(table, both, "--set", "bidirectional=true", "--set", "epochs=1"));
        refused(
                "--stream cannot follow " + sound
                        + ": the network reads its source from both ends, so it says nothing before"
                        + " that has ended; one whose layers read forward only (model.bidirectional false) can follow it",
                "predict",
                both.toString(),
                sound,
                "--stream");
    }

    @Test
    void featuresOfTheWholeSoundCannotFollow() throws IOException {
        Path leveled = temporary.resolve("leveled");
        CommandRun.of(SmallSpeech.train(table, leveled, "--set", "level=mean", "--set", "epochs=1"));
        refused(
                "--stream cannot follow " + sound
                        + ": its features are less their mean over the whole sound, which is not known"
                        + " while it comes; a model that was trained with data.level none can follow a sound",
                "predict",
                leveled.toString(),
                sound,
                "--stream");
    }

    @Test
    void onlyWordsOfTheListAreSaid() throws IOException {
        Path words = Files.writeString(temporary.resolve("words.txt"), "l\nlhl\n");
        CommandRun run = CommandRun.of("predict", model, sound, "--words", words.toString());

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().strip().endsWith("  l") || run.out().strip().endsWith("  lhl"), run.out());
    }

    @Test
    void aWordThatIsNeverSaidIsRefusedWithItsLine() throws IOException {
        Path words = Files.writeString(temporary.resolve("foreign.txt"), "l\nlq\n");
        CommandRun run = CommandRun.of("predict", model, sound, "--words", words.toString());

        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals(
                "unroll: " + words + ":2: the model never says \"q\", which the word \"lq\" has; leave it out"
                        + System.lineSeparator(),
                run.err());
    }

    @Test
    void onlyOneSoundIsFollowed() {
        refused("--stream follows one sound, so name one file: FILE.wav", "predict", model, sound, sound, "--stream");
    }

    @Test
    void moreAnswersAreNotFollowed() {
        refused(
                "--stream prints the one best answer so far; leave --top, --prompt and --words out",
                "predict",
                model,
                sound,
                "--stream",
                "--top",
                "2");
    }
}
