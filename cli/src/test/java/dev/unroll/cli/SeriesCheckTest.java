package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code unroll data check} of series. */
class SeriesCheckTest {

    private final Path folder;

    SeriesCheckTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("power.csv"), text);
    }

    @Test
    void aTableOfSeriesIsDescribed() throws IOException {
        Path table = write("""
                Datum;A;B
                01.02.2021 00:00;1,5;7
                01.02.2021 01:00;2,5;7
                01.02.2021 03:00;;7
                01.02.2021 04:00;4;7
                """);
        CommandRun run = CommandRun.of("data", "check", table.toString(), "--set", "decimal=comma");
        assertEquals("""
                power.csv: Read 4 rows of 1 file; dropped none.
                  power.csv:2: series B is constant: each value is 7.0
                columns: Datum, A, B

                layout         wide: a series a column, times in column Datum
                series         2: A, B
                frequency      1 hour
                times          01.02.2021 00:00 to 01.02.2021 04:00
                lengths        5 to 5 steps, median 5
                gaps           1 gap of 1 time
                missing        1 value
                duplicates     none
                unsorted       none
                learned        01.02.2021 00:00 to 01.02.2021 01:00
                held out       01.02.2021 02:00 to 01.02.2021 02:00 to choose by, 01.02.2021 03:00 to 01.02.2021 04:00 for the score
                windows        none lies in two parts
                leaks          none
                constant       B
                  power.csv:4: 01.02.2021 02:00 is missing
                  power.csv:4: A has no value at 01.02.2021 03:00
                """, run.out());
        assertEquals(ExitCode.DATA, run.exitCode());
    }

    @Test
    void gapsThatARuleFillsAreNoFailure() throws IOException {
        Path table = write("t,v\n2021-01-01,1\n2021-01-02,2\n2021-01-04,3\n");
        CommandRun run = CommandRun.of("data", "check", table.toString(), "--set", "missing=last", "--json");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertTrue(run.out().contains("\"frequency\": \"1d\""), run.out());
        assertTrue(run.out().contains("\"times_in_gaps\": 1"), run.out());
    }

    @Test
    void keysSayHowTheTableIsRead() throws IOException {
        Path table = write("shop,when,sold\na,1/2/2021,1\na,2/2/2021,2\nb,1/2/2021,3\n");
        CommandRun run = CommandRun.of(
                "data",
                "check",
                table.toString(),
                "--set",
                "id_column=shop",
                "--set",
                "date_order=day_first",
                "--set",
                "target_columns=[\"sold\"]");
        assertTrue(
                run.out().contains("layout         long: a column tells the series, times in column when"), run.out());
        assertTrue(run.out().contains("series         2: a, b"), run.out());
        assertTrue(run.out().contains("frequency      1 day"), run.out());
    }

    @Test
    void aWrongFrequencyOrZoneIsNamed() throws IOException {
        Path table = write("t,v\n2021-01-01,1\n");
        CommandRun frequency = CommandRun.of("data", "check", table.toString(), "--set", "frequency=hourly");
        assertTrue(
                frequency
                        .err()
                        .contains(
                                "data.frequency: a frequency must be a number and a unit of ms, s, min, h, d, w, mo, y, as"
                                        + " 15min or 1mo, or step, but is \"hourly\""),
                frequency.err());
        CommandRun zone = CommandRun.of("data", "check", table.toString(), "--set", "time_zone=Berlin");
        assertTrue(
                zone.err()
                        .contains(
                                "data.time_zone must be a zone, as Europe/Berlin, America/New_York or +01:00, or none, but"
                                        + " is \"Berlin\""),
                zone.err());
    }

    private Path hours() throws IOException {
        var text = new StringBuilder("t,load,lead,price,twin\n");
        for (int i = 0; i < 100; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "2021-01-%02d %02d:00,%d,%d,%d,%d\n",
                    1 + i / 24,
                    i % 24,
                    at(i),
                    at(i + 2),
                    at(7 * i + 3),
                    at(i)));
        }
        return write(text.toString());
    }

    private static int at(int i) {
        return i * i * 7919 % 1009;
    }

    @Test
    void partsByTimeAreTold() throws IOException {
        CommandRun run = CommandRun.of(
                "data",
                "check",
                hours().toString(),
                "--set",
                "split=time",
                "--set",
                "validation_span=12",
                "--set",
                "test_span=1d");
        assertTrue(run.out().contains("""
                        learned        2021-01-01 00:00 to 2021-01-03 15:00
                        held out       2021-01-03 16:00 to 2021-01-04 03:00 to choose by, 2021-01-04 04:00 to 2021-01-05 03:00 for the score
                        windows        72, of 10 values to forecast, would lie in two parts and are in none
                        """), run.out());
    }

    @Test
    void leaksAreTold() throws IOException {
        CommandRun run = CommandRun.of(
                "data",
                "check",
                hours().toString(),
                "--set",
                "target_columns=[\"load\", \"twin\"]",
                "--set",
                "known_columns=[\"lead\", \"price\"]");
        assertTrue(run.out().endsWith("""
                        leaks          2
                        constant       none
                          leak: column lead is what the target is 2 steps later, which nobody knows yet; leave it out
                          leak: series are there twice, and count twice in training and scores: twin is load; leave one of each out
                        """), run.out());
        assertEquals(ExitCode.DONE, run.exitCode());
    }
}
