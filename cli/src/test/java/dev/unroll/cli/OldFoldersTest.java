package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models and trainings that Unroll 0.1 wrote load for ever, answer as they answered, and go on to the same end.
 *
 * <p>They are in the resource folder {@code format-1}, whose README says how they were made.
 */
class OldFoldersTest {

    private static final Path OLD = old();

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

    @TempDir
    private Path temporary = Path.of("");

    private static Path old() {
        try {
            return Path.of(Objects.requireNonNull(OldFoldersTest.class.getResource("/format-1"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A command line without its first word, and what it printed. */
    private record Answer(String question, String printed) {

        private static final String PROMPT = "$ unroll ";

        static List<Answer> read(Path file) throws IOException {
            List<Answer> answers = new ArrayList<>();
            for (String part : Files.readString(file).split("(?m)^" + Pattern.quote(PROMPT), -1)) {
                if (!part.isEmpty()) {
                    int end = part.indexOf('\n');
                    answers.add(new Answer(part.substring(0, end), part.substring(end + 1)));
                }
            }
            return answers;
        }

        /** Returns the arguments, where a path begins with the old folders, or with a new one. */
        String[] arguments(Path fresh) {
            return WORD.matcher(question)
                    .results()
                    .map(match -> match.group(1) == null ? match.group() : match.group(1))
                    .map(word -> word.matches("(data|models|runs)/.*")
                            ? OLD.resolve(word).toString()
                            : word.startsWith("new/") ? fresh.resolve(word).toString() : word)
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return question;
        }
    }

    static Stream<Answer> answers() throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (Stream<Path> files = Files.list(OLD.resolve("answers"))) {
            for (Path file : files.sorted().toList()) {
                answers.addAll(Answer.read(file));
            }
        }
        return answers.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answersAsItDid(Answer answer) throws IOException {
        Files.createDirectory(temporary.resolve("new"));
        CommandRun run = CommandRun.of(answer.arguments(temporary));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        String printed = run.out()
                .replace(OLD + "/", "")
                .replace(temporary + "/", "")
                .replace(System.lineSeparator(), "\n")
                .replaceAll("\"seconds\": [0-9.E-]+", "\"seconds\": 0");
        assertEquals(answer.printed(), printed, answer.question());
    }

    private Path copy(String run) throws IOException {
        Path from = OLD.resolve("runs").resolve(run);
        Path to = temporary.resolve(run);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static JsonObject receipt(Path run) throws IOException {
        return JsonParser.parseString(Files.readString(run.resolve("run.json"))).getAsJsonObject();
    }

    /** The SHA-256 is that of the same training without a break. */
    @ParameterizedTest
    @CsvSource({
        "killed, words, 60, 3b0277ac0240e10664e3d1c206fb4f959772e8b719ed80f1933b2c1f13a6cf55",
        "stopped, data/text.txt, 98, ad6ecdef2a28ec6651bd0644a73c33f28437678c95b20f6eb6967670604c8cf7"
    })
    void aTrainingGoesOnToTheEndThatItWouldHaveHad(String name, String data, int step, String weights)
            throws IOException {
        Path run = copy(name);
        String source = data.contains("/") ? OLD.resolve(data).toString() : data;
        CommandRun resumed = CommandRun.of("resume", run.toString(), "--data", source);
        assertEquals(ExitCode.DONE, resumed.exitCode(), resumed.err());
        assertTrue(resumed.err().contains("going on after step " + step + System.lineSeparator()), resumed.err());
        assertEquals(weights, receipt(run).get("weights_sha256").getAsString(), name);
        assertEquals(7, Files.readAllLines(run.resolve("log.csv")).size(), "a title and six epochs");
    }

    @Test
    void aTrainingThatIsDoneIsRepeatedToTheBit() throws IOException {
        Path run = copy("finished");
        CommandRun verified = CommandRun.of("verify", run.toString());
        assertEquals(ExitCode.DONE, verified.exitCode(), verified.err());
        assertEquals(run + ": the same weights after each of 2 epochs" + System.lineSeparator(), verified.out());
    }

    @Test
    void theReportIsWrittenAgain() throws IOException {
        Path run = copy("finished");
        CommandRun written = CommandRun.of("report", run.toString());
        assertEquals(ExitCode.DONE, written.exitCode(), written.err());
        assertEquals("The report is " + run.resolve("report.html") + System.lineSeparator(), written.out());
        assertTrue(Files.readString(run.resolve("report.html"))
                .contains("<title>words: learning to classify texts</title>"));
    }

    @Test
    void aTrainingThatIsNotDoneIsNotReplaced() throws IOException {
        Path run = copy("killed");
        CommandRun again = CommandRun.of("train", "hello", "--out", run.toString());
        assertEquals(ExitCode.USAGE, again.exitCode());
        assertTrue(again.err().contains("holds a training that is not finished"), again.err());
    }
}
