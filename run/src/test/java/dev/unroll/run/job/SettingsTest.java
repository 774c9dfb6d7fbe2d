package dev.unroll.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.Recipes;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one word tells a training, and what is chosen for data of each kind. */
final class SettingsTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, int lines, IntFunction<String> line) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file, IntStream.range(0, lines).mapToObj(line).collect(Collectors.joining("\n", "", "\n")));
    }

    private Path reviews(String name, int rows) throws IOException {
        return file(
                name,
                rows + 1,
                i -> i == 0 ? "text,label" : "film number " + i + " was quite a lovely one," + "ab".charAt(i % 2));
    }

    private static Settings of(Path word, String... assignments) throws IOException {
        return Settings.of(word.toString(), List.of(assignments), DataHome.of(Map.of()));
    }

    private static TrainConfig config(Path word, String... assignments) throws IOException {
        return of(word, assignments).config();
    }

    @Test
    void whatIsFoundAndChosenIsSaid() throws IOException {
        assertEquals(
                List.of(
                        "reviews.csv: 1,200 texts of 2 classes, 8 words in the median; so words, their vectors counted in these"
                                + " texts, as the recipe sentiment does it",
                        "with split=random tokens=words longest=0 min_count=2 batch_size=32 epochs=30 token_dropout=0.5"
                                + " input_dropout=0.5;"
                                + " --print-config shows every key, --set changes it"),
                of(reviews("reviews.csv", 1200)).reasons());
    }

    @Test
    void whatIsAskedForIsNotSaidToBeChosen() throws IOException {
        assertEquals(
                "with split=random tokens=words longest=0 min_count=2 token_dropout=0.5 input_dropout=0.5;"
                        + " --print-config shows every key, --set changes it",
                of(reviews("reviews.csv", 1200), "epochs=3", "training.batch_size=8")
                        .reasons()
                        .getLast());
    }

    @Test
    void proseIsReadAsWordsWithCountedVectors() throws IOException {
        TrainConfig config = config(reviews("reviews.csv", 60));
        assertEquals(DataTable.Tokens.WORDS, config.data().tokens());
        assertEquals(ModelTable.Input.EMBEDDING, config.model().input());
        assertEquals(ModelTable.COUNTED_VECTORS, config.model().vectors());
        assertTrue(config.training().tokenDropout() > 0);
    }

    @Test
    void aSingleColumnOfNumbersIsForecast() throws IOException {
        Path file = file("sales.csv", 201, i -> i == 0 ? "sales" : i % 7 + ".5");
        assertEquals(
                "sales.csv: 1 series of 200 values, 1 step apart; so the values to come, as the recipe"
                        + " passengers does it",
                of(file).reasons().getFirst());
    }

    @Test
    void ofSeveralSeriesEachIsForecast() throws IOException {
        Path file = file("two.csv", 9, i -> i == 0 ? "year,apples,pears" : (2000 + i) + "," + i + "," + i * i);
        assertEquals(
                "two.csv: 2 series of 8 values in the median, 1 year apart; so the values to come of each series, as the"
                        + " recipe passengers does it",
                of(file).reasons().getFirst());
    }

    @Test
    void columnsOfNumbersAloneAreToldWhatToDoWithThem() throws IOException {
        Path file = file("two.csv", 50, i -> i == 0 ? "a,b" : i + "," + i % 3);
        var error = assertThrows(DataException.class, () -> of(file));
        assertEquals(
                file
                        + " has columns of numbers and no times, texts or classes. To forecast how they go on from row to row,"
                        + " say --set format=series; to learn of sequences of numbers, a column must say which sequence a"
                        + " row is of (--set format=long_table --set id_column=NAME)",
                error.getMessage());
    }

    @Test
    void sequencesThatCannotBeReadAreNotTakenForTexts() throws IOException {
        Path file = file("steps.csv", 3, i -> i == 0 ? "id;step;x;label" : "a;" + i + ";1,5;w");
        var error = assertThrows(DataException.class, () -> of(file, "format=long_table"));
        assertEquals(
                file
                        + " has no sequence. Read 2 sequences of 1 file; dropped 2 unreadable sequences.\n  steps.csv:2: \"x\""
                        + " must be a number but is \"1,5\", which is one with --set decimal=comma\n  steps.csv:3: \"x\""
                        + " must be a number but is \"1,5\", which is one with --set decimal=comma",
                error.getMessage());
    }

    @Test
    void valuesWithCommasAreNotTakenForMissingClasses() throws IOException {
        Path file = file("values.csv", 3, i -> i == 0 ? "id;step;x;value" : "q" + i + ";1;1,5;2,5");
        var error = assertThrows(DataException.class, () -> of(file));
        assertTrue(
                String.valueOf(error.getMessage()).contains("which is one with --set decimal=comma"),
                error::getMessage);
    }

    @Test
    void proseOfWebPagesIsReadWithoutTheirLineBreaks() throws IOException {
        Path file = file("pages.csv", 40, i -> i == 0 ? "text,label" : "one<br />two three four " + i + ",a" + i % 2);
        assertEquals(DataTable.Tokens.HTML_WORDS, config(file).data().tokens());
    }

    @Test
    void longTextsAreCut() throws IOException {
        Path file = file("long.csv", 40, i -> i == 0 ? "text,label" : "w ".repeat(900) + i + ",a" + i % 2);
        assertEquals(600, config(file).data().longest());
    }

    @Test
    void moreTextsAreReadFewerTimes() throws IOException {
        int few = config(reviews("few.csv", 100)).training().epochs();
        int many = config(reviews("many.csv", 30_000)).training().epochs();
        assertTrue(many < few, many + " < " + few);
    }

    @Test
    void wordsAreReadLetterByLetter() throws IOException {
        file("names/A.txt", 30, i -> "Anna" + i);
        file("names/B.txt", 30, i -> "Bert " + i);
        TrainConfig config = config(folder.resolve("names"));
        assertEquals(DataTable.Tokens.CHARACTERS, config.data().tokens());
        assertEquals(TrainingTable.Task.CLASSIFY, config.training().task());
    }

    @Test
    void whatHasNoWordsIsReadLetterByLetter() throws IOException {
        Path file = file(
                "genes.csv", 40, i -> i == 0 ? "text,label" : "ACGT".repeat(20) + "ACGT".charAt(i % 4) + ",a" + i % 2);
        assertEquals(DataTable.Tokens.CHARACTERS, config(file).data().tokens());
    }

    @Test
    void theTestPartIsTheOneThatDataComeWith() throws IOException {
        for (String part : List.of("train", "test")) {
            for (String label : List.of("a", "b")) {
                file("parted/" + part + "/" + label + "/0.txt", 1, i -> part + " has some words of " + label);
            }
        }
        assertEquals(
                DataTable.SplitKind.OFFICIAL,
                config(folder.resolve("parted")).data().split());
    }

    @Test
    void aFileOfNamesIsLearnedNameByName() throws IOException {
        TrainConfig config = config(file("names.txt", 40, i -> "Anna" + i));
        assertEquals(TrainingTable.Task.NEXT_TOKEN, config.training().task());
        assertEquals(DataTable.Format.AUTO, config.data().format());
        assertEquals(DataTable.Marks.END, config.data().marks());
    }

    @Test
    void aFileOfProseIsOneLongText() throws IOException {
        TrainConfig config =
                config(file("book.txt", 40, i -> "It was the best of times, it was the worst of times " + i));
        assertEquals(TrainingTable.Task.NEXT_TOKEN, config.training().task());
        assertEquals(DataTable.Format.TEXT, config.data().format());
    }

    @Test
    void aFileOfVersesIsOneLongText() throws IOException {
        TrainConfig config = config(file("poem.txt", 40, i -> i % 5 == 0 ? "" : "And so " + i));
        assertEquals(DataTable.Format.TEXT, config.data().format());
    }

    @Test
    void taggedSentencesAreTagged() throws IOException {
        TrainConfig config = config(file("pets.conll", 40, i -> i % 2 == 0 ? "dog NOUN" : ""));
        assertEquals(TrainingTable.Task.TAG, config.training().task());
        assertEquals(DataTable.SplitKind.RANDOM, config.data().split());
    }

    @Test
    void aTaskThatIsAskedForIsChosen() throws IOException {
        TrainConfig config = config(reviews("reviews.csv", 60), "task=next_token");
        assertEquals(TrainingTable.Task.NEXT_TOKEN, config.training().task());
        assertEquals(DataTable.Marks.LABEL, config.data().marks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.csv", "t.jsonl"})
    void whatComesNextIsLearnedOfTextsWithoutClasses(String name) throws IOException {
        boolean isTable = name.endsWith(".csv");
        Path texts = file(name, 30, i -> isTable ? (i == 0 ? "text" : "line " + i) : "{\"text\": \"line " + i + "\"}");
        assertEquals(
                "what comes after each letter",
                of(texts, "task=next_token").reasons().getFirst().replaceFirst(".*so (.*), as.*", "$1"));
    }

    @Test
    void whatIsAssignedComesLast() throws IOException {
        TrainConfig config = config(reviews("reviews.csv", 60), "epochs=2", "hidden_size=7");
        assertEquals(2, config.training().epochs());
        assertEquals(7, config.model().hiddenSize());
    }

    @Test
    void columnsAreThoseThatAreNamed() throws IOException {
        Path file = file("stars.csv", 40, i -> i == 0 ? "review,stars" : "a film of some words " + i + "," + i % 5);
        TrainConfig config = config(file, "text_column=review", "data.label_column=stars");
        assertEquals("review", config.data().textColumn());
    }

    /** Weekdays alone: Friday, and then Monday. */
    private Path prices() throws IOException {
        LocalDate monday = LocalDate.of(2024, 1, 1);
        return file(
                "prices.csv",
                201,
                i -> i == 0 ? "date,close,volume" : monday.plusDays((i - 1) / 5 * 7 + (i - 1) % 5) + "," + i + ",7");
    }

    @Test
    void aTableOfSeriesIsLookedAtAsTheKeysSay() throws IOException {
        Settings settings = of(prices(), "frequency=step", "target_columns=close");

        assertEquals(
                "prices.csv: 1 series of 200 values, 1 step apart; so the values to come, as the recipe"
                        + " passengers does it",
                settings.reasons().getFirst());
        assertEquals("step", settings.config().data().frequency());
    }

    @Test
    void aKeyThatDependsOnWhatIsChosenWaitsForIt() throws IOException {
        assertEquals(
                "40", config(prices(), "frequency=step", "test_span=40").data().testSpan());
    }

    @Test
    void aKeyThatDoesNotExistIsRefusedBeforeTheDataAreRead() {
        Path nothing = folder;
        var error = assertThrows(ConfigException.class, () -> of(nothing, "epoch=3"));
        assertEquals("--set epoch=3: unknown key epoch; did you mean training.epochs?", error.getMessage());
    }

    @Test
    void suspiciousDataAreRefused() throws IOException {
        Path file = file("series.txt", 40, i -> i + ".5");
        assertThrows(DataException.class, () -> of(file));
    }

    @Test
    void otherDataBesideDataAreRefused() throws IOException {
        Path file = reviews("reviews.csv", 60);
        var error = assertThrows(ConfigException.class, () -> of(file, "data.source=other.csv"));
        assertEquals(
                file + " is data, but data.source names others, other.csv; leave one of them out, or name a recipe",
                error.getMessage());
    }

    @Test
    void aRecipeSaysWhatItTakes() throws IOException {
        assertEquals(
                List.of("the recipe shakespeare takes " + Recipes.cost("shakespeare") + ", on data of its own"),
                Settings.of("shakespeare", List.of(), DataHome.of(Map.of())).remarks());
    }

    @Test
    void wordsThatEnterOneHotAreWarnedOf() throws IOException {
        assertEquals(
                "each word has weights of its own in each gate, which are learned by heart; vectors that are counted need"
                        + " fewer and do better: unroll train FILE chooses them",
                Settings.of("quickstart", List.of("tokens=words"), DataHome.of(Map.of()))
                        .remarks()
                        .getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine.toml", "mine.conf", "mine"})
    void aConfigurationIsKnownByItsNameOrItsBeginning(String name) throws IOException {
        Path file = file(name, 4, i -> List.of("# mine", "", "[model]", "hidden_size = 9")
                .get(i));
        assertEquals(9, config(file).model().hiddenSize());
        assertEquals("mine", of(file).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reviews.csv", "reviews.CSV"})
    void theModelIsNamedAfterTheData(String name) throws IOException {
        assertEquals("reviews", of(reviews(name, 60)).name());
    }

    @Test
    void whatIsNothingIsRefused() {
        var error = assertThrows(ConfigException.class, () -> of(Path.of("quikstart")));
        assertEquals(
                "quikstart is neither a recipe (" + String.join(", ", Recipes.NAMES)
                        + ") nor a file or folder; did you mean quickstart?",
                error.getMessage());
    }

    @Test
    void whatComesNextIsLearnedOfATableOfTextsAlone() throws IOException {
        assertEquals(
                "t.csv: 3 texts, 7 letters in the median; so what comes after each letter, as the recipe names-generate"
                        + " does it",
                of(file("t.csv", 4, i -> i == 0 ? "text" : "a text" + i))
                        .reasons()
                        .getFirst());
    }

    @Test
    void whatComesNextIsLearnedOfJsonLinesOfTextsAlone() throws IOException {
        assertEquals(
                TrainingTable.Task.NEXT_TOKEN,
                config(file("t.jsonl", 3, i -> "{\"text\":\"text " + i + "\"}"))
                        .training()
                        .task());
    }

    @Test
    void aTableWithOtherColumnsAsksForLabelsAndNamesTheOtherWay() throws IOException {
        Path table = file("t.csv", 3, i -> i == 0 ? "text,mood" : "a text" + i + ",good");
        assertEquals(
                table
                        + " has no column \"label\"; its first row, parted by comma, names \"text\", \"mood\". Name one of"
                        + " these by --set label_column=NAME, another separator by --set separator=NAME, or say"
                        + " --set header=false if the first row is an example\n"
                        + "To learn what comes next in the texts alone, say --set task=next_token",
                assertThrows(DataException.class, () -> of(table)).getMessage());
    }

    @Test
    void aClassificationThatIsAskedForNeedsClasses() throws IOException {
        Path texts = file("t.txt", 3, i -> "text " + i);
        assertEquals(
                texts
                        + " must have a class for each text, so it must be a folder with one .txt file a class, a table with"
                        + " the columns \"text\" and \"label\" (data.text_column, data.label_column), or JSON lines named"
                        + " .jsonl; training.task next_token needs no classes",
                assertThrows(DataException.class, () -> of(texts, "training.task=classify"))
                        .getMessage());
    }

    @Test
    void aPipeIsRefusedBeforeItIsOpened() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        assertEquals(
                "/dev/null must be a folder or a regular file, which can be read more than once, but is a pipe or a device;"
                        + " save what it gives to a file first",
                assertThrows(DataException.class, () -> of(device)).getMessage());
    }
}
