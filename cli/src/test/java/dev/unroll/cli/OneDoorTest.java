package dev.unroll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Model;
import dev.unroll.data.TextDataset;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is answered the same, character by character, however it comes in. */
class OneDoorTest {

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable Model trained;

    /** Texts that somewhere are read otherwise than elsewhere. Those of one line only go where lines part texts. */
    static Stream<String> awkwardTexts() {
        return Stream.of(
                "Nakamura",
                " Nakamura",
                "Nakamura ",
                "\tNakamura\t",
                "\u00A0Nakamura",
                "Naka\u00A0mura\u00A0",
                "\u3000中村\u3000",
                "\uFEFFNakamura",
                "Naka\uFEFFmura",
                "Bélanger",
                "Be\u0301langer",
                "Åse",
                "A\u030Ase",
                "\u212Bse",
                "ﬁnal",
                "Straße",
                "İstanbul",
                "ıssız",
                "żuraw",
                "שלום",
                "مرحبا بالعالم",
                "\u202Eabc\u202C",
                "हिन्दी",
                "한국어",
                "\u1112\u1161\u11AB",
                "👍",
                "👨\u200D👩\u200D👧",
                "🇫🇷",
                "👍🏽",
                "e\u200Bf",
                "a\tb",
                "a  b",
                "\"quoted\"",
                "\"open",
                "a, b; c | d",
                "it's",
                "--help",
                "@home",
                "#1",
                "\u001B[31mred",
                "bell\u0007",
                "soft\u00ADhyphen",
                "a\u2028b",
                "<br />",
                "\\n",
                "%s",
                "1e400");
    }

    /** Texts of several lines: no stdin, no file of lines. */
    static Stream<String> textsOfLines() {
        return Stream.of("two\nlines", "two\r\nlines", "two\rlines", "\nfirst is empty", "last is empty\n\n");
    }

    @BeforeAll
    static void train() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        List<String> texts = Stream.concat(awkwardTexts(), textsOfLines())
                .map(text -> text.replaceAll("\\s", " "))
                .toList();
        Files.write(data.resolve("a.txt"), texts.subList(0, texts.size() / 2));
        Files.write(data.resolve("b.txt"), texts.subList(texts.size() / 2, texts.size()));
        CommandRun run = CommandRun.of(
                "train",
                "quickstart",
                "--data",
                data.toString(),
                "--set",
                "hidden_size=8",
                "--set",
                "epochs=2",
                "--set",
                "test_fraction=0",
                "--quiet",
                "--out",
                folder.resolve("m").toString());
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        trained = Model.load(folder.resolve("m"));
    }

    private static Model model() {
        return Objects.requireNonNull(trained);
    }

    /** Returns what the Java API answers. */
    private static String expected(String text) {
        return new Classifier(model())
                .predict(text).stream()
                        .map(answer -> answer.label() + " " + answer.probability())
                        .toList()
                        .toString();
    }

    private static String answer(CommandRun run) {
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        JsonObject prediction = JsonParser.parseString(run.out())
                .getAsJsonObject()
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject();
        List<String> labels = new ArrayList<>();
        prediction.getAsJsonArray("labels").forEach(element -> {
            JsonObject label = element.getAsJsonObject();
            labels.add(label.get("label").getAsString() + " "
                    + label.get("probability").getAsDouble());
        });
        return labels.toString();
    }

    private static String answerOfFile(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content.getBytes(UTF_8));
        DataSource source = DataSource.like(model(), file.toString(), List.of(), DataHome.of(Map.of()));
        TextDataset dataset = Readers.labeledTexts(source, source.form());
        assertEquals(1, dataset.examples().size(), () -> dataset.report().toString());
        return expected(dataset.examples().getFirst().text());
    }

    @ParameterizedTest
    @MethodSource({"awkwardTexts", "textsOfLines"})
    void anArgumentIsAnsweredAsInJava(String text) {
        assertEquals(
                expected(text),
                answer(CommandRun.of("predict", folder.resolve("m").toString(), "--json", "--", text)));
    }

    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void aLineOfStdinIsAnsweredAsInJava(String text) {
        assertEquals(
                expected(text),
                answer(CommandRun.reading(
                        text + "\r\n", "predict", folder.resolve("m").toString(), "--json")));
    }

    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void aLineOfAFileIsAnsweredAsInJava(String text) throws IOException {
        Path one = Files.createDirectories(folder.resolve("one"));
        Files.writeString(one.resolve("a.txt"), text + "\n");
        DataSource source = DataSource.named(one.toString(), List.of(), DataHome.of(Map.of()));
        assertEquals(
                expected(text),
                expected(Readers.labeledTexts(source, source.form())
                        .examples()
                        .getFirst()
                        .text()));
    }

    @ParameterizedTest
    @MethodSource({"awkwardTexts", "textsOfLines"})
    void aFieldOfATableIsAnsweredAsInJava(String text) throws IOException {
        assertEquals(expected(text), answerOfFile("t.csv", "text,label\n\"" + text.replace("\"", "\"\"") + "\",a\n"));
    }

    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void aFieldBetweenTabsIsAnsweredAsInJava(String text) throws IOException {
        if (text.indexOf('\t') < 0) {
            assertEquals(expected(text), answerOfFile("t.tsv", "label\ttext\na\t" + text + "\n"));
        }
    }

    @ParameterizedTest
    @MethodSource({"awkwardTexts", "textsOfLines"})
    void aTextOfJsonLinesIsAnsweredAsInJava(String text) throws IOException {
        String line = new Gson().toJson(Map.of("text", text, "label", "a"));
        assertEquals(expected(text), answerOfFile("t.jsonl", line + "\n"));
    }

    @Test
    void blanksAndMarksAtTheEndsMeanNothing() {
        for (String text : List.of(" Nakamura", "Nakamura ", "\tNakamura\t", "\u00A0Nakamura", "\uFEFFNakamura")) {
            assertEquals(expected("Nakamura"), expected(text));
        }
        assertEquals(expected("two\nlines"), expected("two\r\nlines"));
        assertEquals(expected("two\nlines"), expected("two\rlines"));
        assertEquals(expected("Bélanger"), expected("Be\u0301langer"));
    }

    @ParameterizedTest
    @MethodSource("noTexts")
    void whatIsNoTextIsRefusedEverywhere(String text, String problem) {
        CommandRun run = CommandRun.of("predict", folder.resolve("m").toString(), "--", text);
        assertTrue(run.err().contains(problem), run.err());
        assertEquals("", run.out());
    }

    static Stream<Arguments> noTexts() {
        return Stream.of(
                Arguments.of("", "has no token"),
                Arguments.of(" \u00A0", "has no token"),
                Arguments.of("a\0b", "holds the character U+0000"),
                Arguments.of("a\uD83D", "holds half a character"));
    }
}
