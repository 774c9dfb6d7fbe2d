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
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier of sounds, from a folder of WAV files to its answers. */
class SoundCommandsTest {

    private static Path temporary = Path.of("");
    private static Path folder = Path.of("");
    private static Path model = Path.of("");
    private static Path high = Path.of("");

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        folder = SmallSounds.folder(directory);
        high = SmallSounds.write(directory.resolve("new/high.wav"), 2100, 8000, 3);
        model = directory.resolve("model");
        CommandRun run = CommandRun.of(SmallSounds.train(folder, model));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    }

    private static JsonObject json(CommandRun run) {
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    @Test
    void aSoundIsPredicted() {
        CommandRun run = CommandRun.of("predict", model.toString(), high.toString());

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().contains("high"), run.out());
    }

    @Test
    void aSoundThatIsNotThereCostsNoOther() {
        CommandRun run = CommandRun.of("predict", model.toString(), "nowhere.wav", high.toString());

        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(run.out().contains("high"), run.out());
        assertTrue(run.err().contains("input 1 of 2: file nowhere.wav does not exist; check the path"), run.err());
    }

    @Test
    void aFolderOfSoundsIsScored() {
        JsonObject result =
                json(CommandRun.of("evaluate", model.toString(), "--data", folder.toString(), "--json", "--quiet"));

        assertEquals(
                1,
                result.getAsJsonObject("scores")
                        .getAsJsonObject("model")
                        .get("accuracy")
                        .getAsDouble());
    }

    @Test
    void aSoundIsExplained() {
        Path page = temporary.resolve("explained.html");
        CommandRun run =
                CommandRun.of("explain", model.toString(), high.toString(), "--out", page.toString(), "--quiet");

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(Files.exists(page));
    }

    @Test
    void aSoundOfAnotherRateIsRefused() throws IOException {
        Path other = SmallSounds.write(temporary.resolve("new/other.wav"), 2100, 16000, 3);
        CommandRun run = CommandRun.of("predict", model.toString(), other.toString());

        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(
                run.err().contains(other + " has 16000 samples a second, where 8000 are expected; convert it"),
                run.err());
    }

    @Test
    void aModelThatResamplesAnswersASoundOfAnotherRate() throws IOException {
        Path resampling = temporary.resolve("resampling");
        String[] more = {"--set", "format=wav", "--set", "other_rates=resample"};
        assertEquals(
                ExitCode.DONE,
                CommandRun.of(SmallSounds.train(folder, resampling, more)).exitCode());
        Path other = SmallSounds.write(temporary.resolve("new/resampled.wav"), 2100, 16000, 3);
        CommandRun run = CommandRun.of("predict", resampling.toString(), other.toString());

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().contains("high"), run.out());
    }

    @Test
    void aCutOffSoundIsRefused() throws IOException {
        Path cut = temporary.resolve("new/cut.wav");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(high), 1000));
        CommandRun run = CommandRun.of("predict", model.toString(), cut.toString());

        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(run.err().contains(cut + " is cut off: its header promises"), run.err());
    }

    @Test
    void aModelOfPicturesReadsNoSound() throws IOException {
        Path pictures = temporary.resolve("pictures-model");
        CommandRun.of(SmallPictures.train(SmallPictures.folder(temporary), pictures));
        CommandRun run = CommandRun.of("predict", pictures.toString(), high.toString());

        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(
                run.err().contains(high + " is a sound, but model pictures-model was trained on something else")
                        || run.err().contains("was trained on something else"),
                run.err());
    }

    @Test
    void checkSaysDurationsRatesAndChannels() {
        CommandRun run = CommandRun.of("data", "check", folder.toString());

        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.out().contains("sample rate    8000"), run.out());
        assertTrue(run.out().contains("channels       1 (40)"), run.out());
        assertFalse(run.out().contains("unreadable"), run.out());
    }

    @Test
    void theProgramOfThePageLearnsTonesAndIsAskedOfAFile(@TempDir Path place) throws Exception {
        for (int i = 0; i < 20; i++) {
            SmallSounds.write(place.resolve("tones/low-" + i + ".wav"), 300 + 20 * i, 8000, i);
            SmallSounds.write(place.resolve("tones/high-" + i + ".wav"), 1900 + 20 * i, 8000, i);
        }
        SmallSounds.write(place.resolve("new.wav"), 2110, 8000, 1);
        Matcher program = Pattern.compile("^```java\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "docs", "sound.md")));
        assertTrue(program.find());
        Path source = Files.writeString(place.resolve("Tones.java"), program.group(1));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                .directory(place.toFile())
                .redirectOutput(place.resolve("out.txt").toFile())
                .redirectError(place.resolve("err.txt").toFile())
                .start();

        assertEquals(0, process.waitFor(), Files.readString(place.resolve("err.txt")));
        assertEquals("high\n", Files.readString(place.resolve("out.txt")));
    }

    @Test
    void aWrongPatternIsAnErrorOfTheConfiguration() {
        CommandRun run = CommandRun.of(
                SmallSounds.train(folder, temporary.resolve("x"), "--set", "format=wav", "--set", "file_pattern=a+"));

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("[data]: file_pattern must have the group (?<label>…) but is \"a+\""), run.err());
    }
}
