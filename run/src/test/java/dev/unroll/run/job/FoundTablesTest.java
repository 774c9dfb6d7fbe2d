package dev.unroll.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of tables of numbers that are found in a file. */
final class FoundTablesTest {

    private final Path folder;

    FoundTablesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String name, int lines, IntFunction<String> line) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                IntStream.range(0, lines).mapToObj(line).collect(Collectors.joining("\n", "", "\n")));
    }

    private static Settings of(Path word, String... assignments) throws IOException {
        return Settings.of(word.toString(), List.of(assignments), DataHome.of(Map.of()));
    }

    private void assertRefused(String name, String sentence, String... lines) throws IOException {
        Path file = file(name, lines.length, i -> lines[i]);
        var error = assertThrows(DataException.class, () -> of(file));
        assertEquals(file + " " + sentence, error.getMessage());
    }

    @Test
    void aTableOfNamesAloneHasNoRow() throws IOException {
        assertRefused("head.csv", "has no row that can be read behind the first, which names its columns", "date,sold");
    }

    @Test
    void timesWithoutNumbersAreToldWhyTheyAreNone() throws IOException {
        assertRefused(
                "money.csv",
                "has no column of numbers to learn: in column sold line 2 has \"$1.50\", which is no number",
                "date,sold",
                "2024-01-01,$1.50",
                "2024-01-02,$2.50");
        assertRefused(
                "blank.csv",
                "has no column of numbers to learn: in column sold there is no value",
                "date,sold",
                "2024-01-01,",
                "2024-01-02,");
    }

    @Test
    void keysThatSayHowSeriesAreReadAreHeardBeforeTheRestIsChosen() throws IOException {
        Path file = file(
                "power.csv",
                101,
                i -> i == 0
                        ? "time,load"
                        : LocalDateTime.of(2024, 3, 30, 0, 0).plusHours(i > 26 ? i : i - 1) + "," + i % 24);
        assertThrows(DataException.class, () -> of(file));
        assertEquals(
                "power.csv: 1 series of 100 values, 1 hour apart; so the values to come, as the recipe passengers does it",
                of(file, "time_zone=Europe/Berlin").reasons().getFirst());
    }

    @Test
    void aColumnOfSeriesThatIsNotThereIsNamed() throws IOException {
        Path file = file(
                "price.csv",
                40,
                i -> i == 0 ? "day,sold,price" : LocalDate.of(2024, 1, 1).plusDays(i) + ",1,2");
        var error = assertThrows(DataException.class, () -> of(file, "known_columns=prize"));
        assertEquals(
                file
                        + " has no column \"prize\", which data.known_columns names; its columns, parted by comma, are \"day\","
                        + " \"sold\", \"price\". Name one of these, or another separator by --set separator=NAME",
                error.getMessage());
    }

    @Test
    void sequencesWithDifferentNumbersOfValuesAreNotTakenForMissingClasses() throws IOException {
        Path file = file("values.jsonl", 2, i -> "{\"steps\": [1, 2], \"value\": " + (i == 0 ? "1" : "[1, 2]") + "}");
        var error = assertThrows(DataException.class, () -> of(file));
        assertEquals("values.jsonl has sequences with 1 and with 2 values; all must have the same", error.getMessage());
    }
}
