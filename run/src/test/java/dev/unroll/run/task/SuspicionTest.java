package dev.unroll.run.task;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.text.TextForm;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.DataTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused because it looks like something else, and what looks odd and is not. */
final class SuspicionTest {

    private static final String GO_ON = ". If that is meant, go on with --set doubts=ignore";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(name).toAbsolutePath().getParent());
        return Files.writeString(file, text);
    }

    private Path classes(String... names) throws IOException {
        for (String name : names) {
            file("data/" + name + ".txt", "one of " + name + "\nanother of " + name + "\n");
        }
        return folder.resolve("data");
    }

    private Path table(int rows, IntFunction<String> row) throws IOException {
        return file(
                "table.csv",
                "text,label\n" + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n")));
    }

    private static DataTable data(Path path, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("source=" + path);
        return ConfigReader.aboutData(all).data();
    }

    private static void checkClasses(Path path, String... settings) {
        check(
                data(path, settings),
                Readers.labeledTexts(source(data(path, settings)), TextForm.of(Normalization.UNICODE)));
    }

    private static void checkTexts(Path path, String... settings) {
        check(data(path, settings), Readers.texts(source(data(path, settings)), TextForm.of(Normalization.UNICODE)));
    }

    private static DataSource source(DataTable data) {
        return new DataSource(data, DataHome.of(Map.of()));
    }

    private static void check(DataTable data, Dataset<?> dataset) {
        Suspicion.check(source(data), dataset);
    }

    private static String refusal(org.junit.jupiter.api.function.Executable check) {
        return String.valueOf(assertThrows(DataException.class, check).getMessage());
    }

    @Test
    void partsAreNoClasses() throws IOException {
        Path data = classes("Coffee_TRAIN", "Coffee_TEST");
        assertEquals(
                "data has the classes Coffee_TEST and Coffee_TRAIN, which look like parts of one data set and not"
                        + " like two kinds of texts; a class needs a file, a folder or a value of its own, and parts"
                        + " are folders train and test with a folder a class" + GO_ON,
                refusal(() -> checkClasses(data)));
    }

    @ParameterizedTest
    @CsvSource({
        "train, test",
        "dev, test",
        "x-train, x-valid",
        "xTrain, xTest",
        "training.1, validation.1",
        "TRAIN, Val",
        "pos_train, pos_test"
    })
    void partsAreKnownByWordsOfTheirNames(String one, String other) throws IOException {
        Path data = classes(one, other, "more");
        assertTrue(refusal(() -> checkClasses(data)).contains("look like parts of one data set"));
    }

    @ParameterizedTest
    @CsvSource({"train, bus", "test, exam", "contest, latest", "x_train, y_test", "devil, valley"})
    void classesMayBeCalledAlmostSo(String one, String other) throws IOException {
        Path data = classes(one, other);
        assertDoesNotThrow(() -> checkClasses(data));
    }

    @Test
    void whatIsMeantGoesOn() throws IOException {
        Path data = classes("train", "test");
        assertDoesNotThrow(() -> checkClasses(data, "doubts=ignore"));
    }

    @Test
    void numbersAreNoTexts() throws IOException {
        Path file = table(40, i -> i + ".5 0." + i + " -3e-2," + "ab".charAt(i % 2));
        assertEquals(
                "table.csv has numbers in place of texts (\"0.5 0.0 -3e-2\", \"1.5 0.1 -3e-2\", \"2.5 0.2 -3e-2\", …);"
                        + " read as a text, a number is a row of digits without a size. Cells with a sequence of numbers"
                        + " each are read by --set format=cell_table --set 'steps_columns=[\"NAME\"]'; name the column of"
                        + " the texts, if there is one, by --set text_column=NAME"
                        + GO_ON,
                refusal(() -> checkClasses(file)));
    }

    @Test
    void numbersWithoutClassesMayBeASeries() throws IOException {
        Path file = file("readings.txt", "1.5\n2.5\n3.5\n");
        assertEquals(
                "readings.txt has numbers in place of texts (\"1.5\", \"2.5\", \"3.5\"); read as a text, a number is a row"
                        + " of digits without a size. To forecast how they go on, say --set format=series, and --set"
                        + " header=false if no row names them; name the column of the texts, if there is one, by --set"
                        + " text_column=NAME" + GO_ON,
                refusal(() -> checkTexts(file)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1981-01-01,20.7\n1981-01-02,17.9\n1981-01-03,18.8\n",
                "1.0 2.0 3.5\n1.5 2.5 3.0\n",
                "1;2;3\n4;5;6\n",
                "[1, 2, 3]\n[4, 5, NaN]\n",
                "\"1949-01\" 112\n\"1949-02\" 118\n"
            })
    void aFileOfNumbersIsNoProse(String text) throws IOException {
        Path file = file("series.txt", text);
        assertTrue(refusal(() -> checkTexts(file, "format=text")).contains("has numbers in place of texts"));
        assertTrue(refusal(() -> checkTexts(file)).contains("has numbers in place of texts"));
    }

    @Test
    void aHeaderHidesNoNumbers() throws IOException {
        Path file = file("series.txt", "day,value\n" + "1981-01-01,20.7\n".repeat(20));
        assertTrue(refusal(() -> checkTexts(file, "format=text")).contains("has numbers in place of texts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In 1949 there were 112 of 118 left.\n",
                "12+34=46\n7*8=56\n",
                "0110\n0010\n0111\n0001\n",
                "§ 12 Abs. 3\n",
                "A4 B7 C9\n"
            })
    void proseWithNumbersIsProse(String text) throws IOException {
        Path file = file("lines.txt", text);
        assertDoesNotThrow(() -> checkTexts(file));
    }

    @Test
    void valuesAreNoClasses() throws IOException {
        Path file = table(60, i -> "a text of its own " + i + "," + i % 30 + ".5");
        assertEquals(
                "table.csv has 30 classes that are numbers (\"0.5\", \"1.5\", \"10.5\", …), which look like values and"
                        + " not like classes; each would be learned by itself, as if none were near another. Name the"
                        + " column of the classes by --set label_column=NAME, or put the values into a few classes"
                        + GO_ON,
                refusal(() -> checkClasses(file)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void classesMayBeNumberedFromNoneOrOne(int first) throws IOException {
        Path file = table(154, i -> "a text of its own " + i + "," + (i % 77 + first));
        assertDoesNotThrow(() -> checkClasses(file));
    }

    @Test
    void fewClassesMayHaveAnyNumbers() throws IOException {
        Path file = table(40, i -> "a text of its own " + i + "," + (i % 10 + 1) / 2.0);
        assertDoesNotThrow(() -> checkClasses(file));
    }

    @Test
    void lettersAreNoTexts() throws IOException {
        Path file = table(100, i -> "MF".charAt(i % 2) + "," + "abc".charAt(i % 3));
        assertEquals(
                "table.csv has texts of one character (\"M\", \"F\", \"M\", …), of which there is no sequence to learn;"
                        + " name the column of the texts by --set text_column=NAME" + GO_ON,
                refusal(() -> checkClasses(file)));
    }

    @Test
    void ideographsAreTexts() throws IOException {
        Path file = table(100, i -> Character.toString(0x4E00 + i) + "," + "ab".charAt(i % 2));
        assertDoesNotThrow(() -> checkClasses(file));
    }

    @Test
    void aTableIsNoLongText() throws IOException {
        Path file = table(40, i -> "a text of its own " + i + ",a");
        assertEquals(
                "table.csv looks like a table by its name, but is read as one long text, so that its marks are learned"
                        + " like words. data.format says how to read it, and unroll train FILE chooses what can be"
                        + " learned of it" + GO_ON,
                refusal(() -> checkTexts(file, "format=text")));
    }

    @Test
    void taggedSentencesAreNoTexts() throws IOException {
        Path file = file("pets.conll", "the DET\ndog NOUN\n");
        assertTrue(refusal(() -> checkTexts(file)).contains("looks like tagged sentences by its name"));
    }

    @Test
    void linesOfWordsAndTagsAreNoText() throws IOException {
        Path file = file("pets.txt", "The\tDET\ndog\tNOUN\nsleeps\tVERB\n.\tPUNCT\n\n".repeat(20));
        assertEquals(
                "pets.txt has lines of 2 columns (\"The DET\"), which look like words with their tags or like a table"
                        + " and not like a text. To learn the tags say --set task=tag; a table needs a first row that"
                        + " names its columns" + GO_ON,
                refusal(() -> checkTexts(file, "format=text")));
    }

    @Test
    void linesOfAsManySymbolsAreAText() throws IOException {
        Path file = file("bases.txt", "A C G T\nG A T C\nC A T T\n".repeat(40));
        assertDoesNotThrow(() -> checkTexts(file, "format=text"));
    }

    @Test
    void theTextsOfATableAreTexts() throws IOException {
        Path file = table(40, i -> "a text of its own " + i + "," + "ab".charAt(i % 2));
        assertDoesNotThrow(() -> checkTexts(file));
    }

    private static String refusal(Path path, String... settings) {
        return String.valueOf(assertThrows(DataException.class, () -> checkTexts(path, settings))
                .getMessage());
    }

    @Test
    void moreLinesThatCannotBeReadThanLinesThatCanAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("some.txt"), new byte[] {'a', 'b', '\n', (byte) 0xff, '\n', 0, '\n'});
        assertEquals(
                "some.txt has 2 lines that cannot be read and 1 that can, the first in some.txt:2: not UTF-8, so it looks"
                        + " like something else than texts; name its encoding, if that is another:"
                        + " --set encoding=windows-1252, for instance, or bring a file of text" + GO_ON,
                refusal(file));
    }

    @Test
    void asManyLinesThatCannotBeReadAsLinesThatCanAreNone() throws IOException {
        Path file = Files.write(folder.resolve("some.txt"), new byte[] {'a', 'b', '\n', (byte) 0xff, '\n'});
        assertDoesNotThrow(() -> checkTexts(file));
    }

    @ParameterizedTest
    @CsvSource({"header=false,header", "separator=pipe,separator", "quotes=none,quotes"})
    void whatIsSaidOfATableIsRefusedWhereNoneIsRead(String setting, String key) throws IOException {
        assertEquals(
                "some.txt is no table by its name or its first row, so " + key
                        + " would be passed over; say --set format=csv if it is one" + GO_ON,
                refusal(file("some.txt", "one|text\nand|another\n"), setting));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60})
    void sentencesOfConlluAreNoText(int count) throws IOException {
        String sentence =
                "# text = a dog\n1\ta\ta\tDET\t_\t_\t2\tdet\t_\t_\n2\tdog\tdog\tNOUN\t_\t_\t0\troot\t_\t_\n\n";
        assertEquals(
                "some.txt has lines of ten columns between tabs, as CoNLL-U has, and looks like sentences whose words have"
                        + " tags and not like a text. To learn the tags say --set format=conllu --set task=tag" + GO_ON,
                refusal(file("some.txt", sentence.repeat(count))));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t"})
    void fewWordsWithTheirTagsAreNoText(String between) throws IOException {
        String sentence = "a DET\ndog NOUN\nsees VERB\n\n".replace(" ", between);
        assertTrue(refusal(file("some.txt", sentence.repeat(5)))
                .startsWith("some.txt has lines of 2 columns (\"a DET\"), which look like words with their tags"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELLO WORLD\n", "New York\n", "see you\n", "hello\tbonjour\nbye\tau revoir\n"})
    void shortLinesAreTexts(String line) throws IOException {
        assertDoesNotThrow(() -> checkTexts(file("some.txt", line.repeat(line.length() > 15 ? 1 : 12))));
    }
}
