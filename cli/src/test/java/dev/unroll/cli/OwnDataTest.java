package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.run.config.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code unroll train} without a recipe, and what help and the first lines of a training say of time and memory. */
final class OwnDataTest {

    private static Path folder = Path.of("");

    @BeforeAll
    static void makeData(@TempDir Path directory) throws IOException {
        folder = SmallData.folder(directory);
    }

    private static String[] fast(String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(SmallData.FAST));
        return all.toArray(String[]::new);
    }

    private static CommandRun train(Path out) {
        return CommandRun.of(fast("train", folder.toString(), "--out", out.toString()));
    }

    @Test
    void whatIsFoundAndChosenIsSaidFirst(@TempDir Path out) {
        CommandRun run = train(out.resolve("run"));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertEquals(
                List.of(
                        "letters: 80 texts of 2 classes, 3 letters in the median; so letter by letter, as the recipe names"
                                + " does it",
                        "with split=random ascii=false longest=0; --print-config shows every"
                                + " key, --set changes it"),
                run.err().lines().limit(2).toList());
    }

    @Test
    void whatWasChosenIsInTheFolder(@TempDir Path out) throws IOException {
        Path run = out.resolve("run");
        train(run);
        String written = Files.readString(run.resolve("config.toml"));
        assertTrue(written.contains("source = \"" + folder + "\""), written);
        assertTrue(written.contains("epochs = 3 "), written);
        assertEquals(
                written,
                CommandRun.of("train", run + "/config.toml", "--print-config").out());
    }

    @Test
    void theDataMayBeNamedAsAnOption() {
        String named =
                CommandRun.of("train", folder.toString(), "--print-config").out();
        assertEquals(
                named,
                CommandRun.of("train", "--data", folder.toString(), "--print-config")
                        .out());
    }

    @Test
    void thePrintedConfigurationHasItsReasonsOnTop() {
        CommandRun run = CommandRun.of("train", folder.toString(), "--print-config");
        assertTrue(run.out().startsWith("# letters: 80 texts of 2 classes, 3 letters in the median; so "), run.out());
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void helpSaysWhatARecipeTakes(String recipe) throws IOException {
        String out = CommandRun.of("train", "--help").out();
        assertTrue(out.contains("  " + recipe + " "), out);
        assertTrue(out.contains(Recipes.about(recipe)), out);
        assertTrue(out.contains(Recipes.cost(recipe)), out);
        out.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    static List<String> recipes() {
        return Recipes.NAMES;
    }

    @Test
    void aTrainingSaysBeforehandWhatItTakes(@TempDir Path out) throws IOException {
        CommandRun run =
                CommandRun.of("train", "hello", "--out", out.resolve("run").toString());
        String said = "the recipe hello takes " + Recipes.cost("hello") + ", on data of its own";
        assertTrue(
                run.err().indexOf(said) >= 0
                        && run.err().indexOf(said) < run.err().indexOf("epoch"),
                run.err());
    }
}
