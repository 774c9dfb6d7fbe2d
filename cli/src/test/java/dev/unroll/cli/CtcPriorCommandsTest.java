package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of letters beside a model of CTC: after l there comes h, and after h nothing. */
class CtcPriorCommandsTest {

    private static Path temporary = Path.of("");
    private static Path table = Path.of("");
    private static String model = "";
    private static String letters = "";
    private static String low = "";

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        table = SmallSpeech.table(directory);
        low = directory.resolve("said").resolve("low-3.wav").toString();
        model = directory.resolve("model").toString();
        done(CommandRun.of(SmallSpeech.train(table, Path.of(model))));
        letters = letters("letters", "lh\n");
    }

    /** Trains a model of letters on fifty such lines, and returns its folder. */
    private static String letters(String name, String line) throws IOException {
        Path lines = Files.writeString(temporary.resolve(name + ".txt"), line.repeat(50));
        String folder = temporary.resolve(name).toString();
        done(CommandRun.of(
                "train",
                "hello",
                "--data",
                lines.toString(),
                "--out",
                folder,
                "--quiet",
                "--set",
                "format=lines",
                "--set",
                "truncation=0",
                "--set",
                "marks=end",
                "--set",
                "doubts=ignore"));
        return folder;
    }

    /** Returns a question with so much of the letters that what is heard gives way, and whatever is more to be said of it. */
    private static String[] asked(String... more) {
        return with(
                new String[] {
                    "predict", model, low, "--json", "--language-model", letters, "--weight", "10", "--bonus", "10"
                },
                more);
    }

    private static CommandRun done(CommandRun run) {
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return run;
    }

    private static JsonObject json(String... arguments) {
        return JsonParser.parseString(done(CommandRun.of(arguments)).out()).getAsJsonObject();
    }

    private static String complaint(Path words) {
        CommandRun run = CommandRun.of("predict", model, low, "--words", words.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        return run.err().strip();
    }

    @Test
    void aFolderIsNoListOfWords() {
        assertEquals(
                "unroll: --words must be a file with a word on each line, but " + temporary
                        + " is a folder; name a file inside it",
                complaint(temporary));
    }

    @Test
    void aListOfWordsInAnotherEncodingIsToldWhatToDo() throws IOException {
        Path words = Files.write(temporary.resolve("latin.txt"), new byte[] {'h', '\n', (byte) 0xe9, 'l', '\n'});
        assertEquals(
                "unroll: " + words + ", line 2: not UTF-8; a list of words must be in UTF-8, so save it as that",
                complaint(words));
    }

    private static void refused(String sentence, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals("unroll: " + sentence + System.lineSeparator(), run.err());
        assertEquals(ExitCode.USAGE, run.exitCode());
    }

    private static JsonObject best(String... arguments) {
        return json(arguments)
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("answers")
                .get(0)
                .getAsJsonObject();
    }

    private static JsonElement errorRate(JsonObject evaluated) {
        return evaluated.getAsJsonObject("scores").getAsJsonObject("model").get("error_rate");
    }

    @Test
    void whatIsHeardGivesWayToWhatIsProbable() {
        assertEquals("l", best("predict", model, low, "--json").get("target").getAsString());
        JsonObject answer = best(asked());
        assertEquals("lh", answer.get("target").getAsString());
        assertNotEquals(answer.get("score"), answer.get("log_probability"));
    }

    @Test
    void withoutWeightTheAnswersAreThoseWithoutIt() {
        assertEquals(
                json("predict", model, low, "--json", "--beam", "8", "--top", "3"),
                json(
                        "predict",
                        model,
                        low,
                        "--json",
                        "--beam",
                        "8",
                        "--top",
                        "3",
                        "--language-model",
                        letters,
                        "--weight",
                        "0"));
    }

    @Test
    void aSoundThatIsFollowedEndsWithTheAnswerToTheWhole() {
        JsonObject whole = best(asked());
        CommandRun followed = done(CommandRun.of(asked("--stream")));
        JsonObject last = JsonParser.parseString(
                        followed.out().strip().lines().toList().getLast())
                .getAsJsonObject();
        assertEquals(whole.get("tokens"), last.get("tokens"));
        assertEquals(whole.get("log_probability"), last.get("log_probability"));
    }

    @Test
    void whatItFindsProbableMustBeOfTheList() throws IOException {
        Path words = Files.writeString(temporary.resolve("words.txt"), "h\nhl\n");
        JsonObject answer = best(asked("--words", words.toString()));
        assertNotEquals("lh", answer.get("target").getAsString());
    }

    @Test
    void theScoresAreOfAnswersBesideIt() {
        String[] alone = {"evaluate", model, "--data", table.toString(), "--json", "--beam", "8"};
        JsonObject evaluated = json(alone);
        JsonObject without = json(with(alone, "--language-model", letters, "--weight", "0"));
        JsonObject much = json(with(alone, "--language-model", letters, "--weight", "10", "--bonus", "0.5"));

        assertEquals(8, evaluated.get("beam").getAsInt());
        assertEquals(0, errorRate(evaluated).getAsDouble());
        assertEquals(errorRate(evaluated), errorRate(without));
        assertTrue(errorRate(much).getAsDouble() > 0.4, much.toString());
        assertEquals(letters, much.get("language_model").getAsString());
        assertEquals(10, much.get("weight").getAsDouble());
        assertEquals(0.5, much.get("bonus").getAsDouble());
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    @Test
    void theScoresAreOfWordsOfTheList() throws IOException {
        Path words = Files.writeString(temporary.resolve("high.txt"), "h\n");
        CommandRun run = done(
                CommandRun.of("evaluate", model, "--data", table.toString(), "--quiet", "--words", words.toString()));
        assertTrue(run.out().contains("this model with a prior         50.0 %"), run.out());
    }

    @Test
    void aModelThatGuessesNoTokensIsRefused() {
        refused(
                "--language-model must be a model that guesses the next token, but " + model + " is made to transduce",
                "predict",
                model,
                low,
                "--language-model",
                model);
    }

    @Test
    void tokensThatItDoesNotKnowAreNamed() throws IOException {
        String others = letters("others", "hoho\n");
        String sentence =
                "--language-model cannot be asked: model hello does not know \"l\", of which targets are made;"
                        + " train it on texts that have all of their tokens";
        refused(sentence, "predict", model, low, "--language-model", others);
        refused(sentence, "evaluate", model, "--data", table.toString(), "--quiet", "--language-model", others);
    }

    @Test
    void aModelThatIsNotOfCtcTakesNone() {
        String sentence = "--language-model is for models of ctc, but the task of " + letters
                + " is next_token and its input a text; leave it out";
        refused(sentence, "predict", letters, "lh", "--language-model", letters);
        refused(sentence, "evaluate", letters, "--language-model", letters);
    }

    @Test
    void aWeightThatCannotBeIsRefused() {
        String help = "; unroll predict --help shows its options";
        refused("--weight must be from 0 to 10 but is 11.0" + help, "predict", model, low, "--weight", "11");
        refused("--weight must be from 0 to 10 but is -0.5" + help, "predict", model, low, "--weight=-0.5");
        refused("--bonus must be from -10 to 10 but is NaN" + help, "predict", model, low, "--bonus", "NaN");
    }

    @Test
    void aWeightOfNothingIsRefused() {
        refused(
                "--weight stands beside a language model; name one by --language-model, or leave it out",
                "predict",
                model,
                low,
                "--weight",
                "1");
        refused(
                "--bonus stands beside a language model; name one by --language-model, or leave it out",
                "evaluate",
                model,
                "--bonus",
                "1");
    }
}
