package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.run.task.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model whose name and labels would steer the terminal, and break lines, and texts that would too. */
class HostileNamesTest {

    private static final String RED = "\033[31mred\u009b\u202e";
    private static final String BROKEN = "two\tfields\nand two lines\r";

    private static Path temporary = Path.of("");
    private static Path model = Path.of("");

    @BeforeAll
    static void rename(@TempDir Path directory) throws IOException {
        temporary = directory;
        Path trained = directory.resolve("trained");
        CommandRun run = CommandRun.of(SmallData.train(SmallData.folder(directory), trained, "--quiet"));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        model = Files.createDirectory(directory.resolve("hostile"));
        Files.copy(trained.resolve("model/model.safetensors"), model.resolve("model.safetensors"));
        JsonObject config = JsonParser.parseString(Files.readString(trained.resolve("model/config.json")))
                .getAsJsonObject();
        var labels = new JsonArray();
        labels.add(RED);
        labels.add(BROKEN);
        config.add("labels", labels);
        config.addProperty("name", "\033]0;title\007\nlayer 0: none");
        Files.writeString(model.resolve("config.json"), config.toString());
    }

    private static boolean isHarmless(String printed) {
        return printed.chars()
                .noneMatch(c -> (Character.isISOControl(c) && c != '\n' && c != '\t') || (c >= 0x202a && c <= 0x202e));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "predict MODEL TEXT",
                "predict MODEL TEXT --json",
                "inspect MODEL",
                "inspect MODEL --json",
                "explain MODEL TEXT --out PAGE",
                "explain MODEL TEXT --out PAGE --json",
                "explain MODEL TEXT --label TEXT",
                "predict MODEL --TEXT",
                "inspect TEXT",
                "train TEXT",
                "TEXT",
                "data check TEXT"
            })
    void nothingThatIsPrintedSteersTheTerminal(String line) {
        String page = temporary.resolve("page.html").toString();
        List<String> words = List.of(line.split(" ", -1)).stream()
                .map(word -> word.replace("MODEL", model.toString())
                        .replace("TEXT", "ae\033[2Jb\u202e")
                        .replace("PAGE", page))
                .toList();
        CommandRun run = CommandRun.of(words.toArray(String[]::new));
        assertTrue(isHarmless(run.out()), run.out());
        assertTrue(isHarmless(run.err()), run.err());
        assertTrue((run.out() + run.err()).contains("\\u001b["), run.out() + run.err());
    }

    @Test
    void jsonHasTheLabelsAsTheyAre() {
        CommandRun run = CommandRun.of("predict", model.toString(), "ae\177\033b", "--json");
        JsonObject answer = JsonParser.parseString(run.out())
                .getAsJsonObject()
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject();
        assertEquals("ae\177\033b", answer.get("text").getAsString());
        assertTrue(answer.getAsJsonArray("labels").asList().stream()
                .anyMatch(label ->
                        label.getAsJsonObject().get("label").getAsString().equals(RED)));
    }

    @Test
    void aLineOfStdinGivesOneLineWithAFieldForEachLabel() {
        CommandRun run = CommandRun.reading("ae\tbc\n", "predict", model.toString());
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals(1, run.out().lines().count(), run.out());
        String[] fields = run.out().strip().split("\t", -1);
        assertEquals(3, fields.length, run.out());
        assertEquals("ae\\tbc", fields[0]);
        assertTrue(run.out().contains("two\\tfields\\nand two lines\\r 0."), run.out());
    }

    @Test
    void aTextGivesOneLine() {
        CommandRun run = CommandRun.of("predict", model.toString(), "ae\nbc", "d");
        assertEquals(2, run.out().lines().count(), run.out());
        assertTrue(run.out().contains("\nd       "), run.out());
    }

    @Test
    void aNameAddsNoLineOfItsOwn() {
        String printed = CommandRun.of("inspect", model.toString()).out();
        assertTrue(printed.startsWith("model    \\u001b]0;title\\u0007\\nlayer 0: none, in "), printed);
        assertFalse(printed.contains("\nlayer 0: none"), printed);
    }

    @Test
    void classesOfDataSteerNoTerminal() throws IOException {
        Path table = Files.writeString(temporary.resolve("t.csv"), "text,label\na,\033[31mred\nb,x\n");
        String printed = CommandRun.of("data", "check", table.toString()).out();
        assertTrue(isHarmless(printed), printed);
    }

    private static Path wideTable() throws IOException {
        return Files.writeString(
                temporary.resolve("wide.csv"),
                "text,label\nab,\033[31mred\ncd,日本語\nef,x\nabc,\033[31mred\ncde,日本語\nefg,x\n");
    }

    @Test
    void theClassesOfDataStandInColumnsWhateverTheyHold() throws IOException {
        String printed = CommandRun.of("data", "check", wideTable().toString()).out();
        assertTrue(printed.endsWith("""
                        class          examples    share
                        \\u001b[31mred         2   33.3 %
                        x                     2   33.3 %
                        日本語                2   33.3 %
                        """), printed);
    }

    @Test
    void theScoresOfClassesStandInColumnsWhateverTheyHold() throws IOException {
        CommandRun run = CommandRun.of(SmallData.train(
                wideTable(), temporary.resolve("wide"), "--set", "test_fraction=0", "--set", "epochs=1"));
        List<String> table = run.out()
                .lines()
                .dropWhile(line -> !line.startsWith("class "))
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertEquals(4, table.size(), run.out());
        assertTrue(
                table.stream().allMatch(line -> Printed.columns(line) == Printed.columns(table.getFirst())), run.out());
        assertTrue(table.get(1).startsWith("\\u001b[31mred  "), run.out());
    }

    @Test
    void theTextsOfClassesStandInColumnsWhateverTheyHold() throws IOException {
        Path folder = temporary.resolve("generator");
        CommandRun.of(
                "train",
                wideTable().toString(),
                "--set",
                "task=next_token",
                "--set",
                "epochs=1",
                "--set",
                "hidden_size=4",
                "--set",
                "test_fraction=0",
                "--out",
                folder.toString(),
                "--quiet");
        CommandRun run = CommandRun.of("generate", folder.toString(), "--each-class", "--length", "3");
        List<String> lines = run.out().lines().toList();
        assertEquals(3, lines.size(), run.out() + run.err());
        assertTrue(lines.get(0).startsWith("\\u001b[31mred  "), run.out());
        assertTrue(lines.get(1).startsWith("日本語         "), run.out());
        assertTrue(lines.get(2).startsWith("x              "), run.out());
    }
}
