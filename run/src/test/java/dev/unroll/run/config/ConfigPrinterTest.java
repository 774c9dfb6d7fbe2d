package dev.unroll.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.run.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPrinterTest {

    static Stream<String> recipes() {
        return Recipes.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipePrintsAsAFileThatReadsBack(String name) throws IOException {
        TrainConfig config = Recipes.read(name, List.of());
        assertEquals(config, ConfigReader.read("printed", ConfigPrinter.print(config), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source=a \"b\" \\ \n c/é",
                "optimizer=sgd",
                "optimizer=rmsprop",
                "optimizer=adamw",
                "optimizer=lion",
                "schedule=plateau",
                "loss=binary_cross_entropy",
                "input=embedding",
                "learning_rate=1e-7",
                "learning_rate=123456.789",
                "seed=-9223372036854775808"
            })
    void changedValuesReadBack(String assignment) {
        TrainConfig config = ConfigReader.read("none", "", List.of(assignment));
        assertEquals(config, ConfigReader.read("printed", ConfigPrinter.print(config), List.of()));
    }

    @Test
    void aListIsPrintedAsTomlHasIt() {
        TrainConfig config = ConfigReader.read("none", "", List.of("loss=binary_cross_entropy", "pos_weight=[2, 0.5]"));
        String printed = ConfigPrinter.print(config);
        assertTrue(printed.contains("pos_weight = [2.0, 0.5]     # how much a yes counts"), printed);
        assertEquals(config, ConfigReader.read("printed", printed, List.of()));
    }

    @Test
    void everyKeyIsExplained() {
        String printed = ConfigPrinter.print(ConfigReader.read("none", "", List.of()));
        assertTrue(printed.contains("hidden_size = 128           # units of a layer and direction\n"), printed);
        assertTrue(
                printed.contains("optimizer = \"adam\"          # the update rule: sgd, rmsprop, adam, adamw, nadam,"
                        + " radam, adagrad, adadelta, lion\n"),
                printed);
    }

    @Test
    void aKeyWithoutMeaningIsACommentThatSaysWhenItHasOne() {
        String printed = ConfigPrinter.print(ConfigReader.read("none", "", List.of()));
        assertTrue(
                printed.contains(
                        "\n# embedding_size = 64       # only if input is embedding or words: numbers a token\n"),
                printed);
        assertTrue(
                printed.contains("\n# patience = 0              # only if kept is best: epochs without a better one"
                        + " before training ends; 0: all epochs\n"),
                printed);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void noKeyIsLeftOut(String name) throws IOException {
        TrainConfig config = Recipes.read(name, List.of());
        String printed = ConfigPrinter.print(config);
        for (ConfigKey key : Schema.of(config).keys()) {
            assertEquals(
                    1,
                    printed.lines()
                            .filter(line -> line.matches("(# )?" + key.name() + " = .*"))
                            .count(),
                    key.dottedName());
        }
    }

    @Test
    void everyCommentedKeyReadsOnceItsConditionHolds() {
        TrainConfig config = ConfigReader.read("none", "", List.of());
        Schema schema = Schema.of(config);
        String printed = ConfigPrinter.print(config);
        for (ConfigKey key : schema.keys()) {
            if (!schema.values(config).containsKey(key.dottedName())) {
                String commented = "# " + key.name() + " = ";
                ConfigKey.Condition condition = key.condition().orElseThrow();
                String toml = printed.replace("\n" + commented, "\n" + key.name() + " = ");
                String with = condition.with() + "=" + condition.being().getFirst();
                assertEquals(
                        ConfigReader.read("printed", printed, List.of(with)),
                        ConfigReader.read("uncommented", toml, List.of(with)),
                        commented);
            }
        }
    }

    @Test
    void whatIsNeitherRecipeNorFileIsRefused() {
        var error = assertThrows(ConfigException.class, () -> Recipes.read("quikstart", List.of()));
        assertEquals(
                "quikstart is neither a recipe (" + String.join(", ", Recipes.NAMES)
                        + ") nor a file or folder; did you mean quickstart?",
                error.getMessage());
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeSaysInALineWhatItIsAbout(String name) throws IOException {
        String about = Recipes.about(name);
        assertTrue(about.matches("\\S.{10,58}[?.:]"), about);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeSaysItsTimeAndMemory(String name) throws IOException {
        String cost = Recipes.cost(name);
        assertTrue(cost.matches("[0-9a-z ]+ (s|minutes?) and [0-9.]+ [MG]B of memory on two cores"), cost);
    }

    @Test
    void aFileMustBeUtf8(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("latin.toml"), new byte[] {'#', (byte) 0xE9, '\n'});
        var error = assertThrows(ConfigException.class, () -> Recipes.read(file.toString(), List.of()));
        assertEquals(file + " must be a text in UTF-8 but is not", error.getMessage());
    }
}
