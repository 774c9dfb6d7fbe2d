package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of series as strangers have them: each is learned and goes on near its values, or is refused in a sentence. */
final class StrangersSeriesTest {

    private static final LocalDateTime START = LocalDateTime.of(2024, 3, 28, 0, 0);
    private static final int HOURS = 120;

    /** Hours from the start to that which is skipped when clocks are set to summer time. */
    private static final int SKIPPED = 74;

    private static final String RULES =
            "Say what becomes of them: --set missing=interpolate (a straight line between the"
                    + " neighbors), last (the value before) or mask (left open)";

    private final Path folder;

    StrangersSeriesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /**
     * A table that is learned.
     *
     * @param low what no forecast is below
     * @param high what no forecast is above
     */
    private record Learned(String what, String text, double low, double high, List<String> settings) {

        Learned(String what, String text, double low, double high, String... settings) {
            this(what, text, low, high, List.of(settings));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** A table that is refused. */
    private record Refused(String what, String text, String sentence, List<String> settings) {

        Refused(String what, String text, String sentence, String... settings) {
            this(what, text, sentence, List.of(settings));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** Returns a value from 5 to 15, of a day of 24 hours. */
    private static double wave(int hour) {
        return 10 + 5 * StrictMath.sin(2 * Math.PI * hour / 24);
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count)
                .mapToObj(row)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(int hour, Object value) {
        return START.plusHours(hour) + "," + value;
    }

    private static String hours() {
        return "time,load\n" + rows(HOURS, i -> row(i, wave(i)));
    }

    private static String summerTime() {
        return "time,load\n" + rows(HOURS, i -> i == SKIPPED ? "" : row(i, wave(i)));
    }

    private static String oneTimeTwice() {
        return hours() + row(HOURS - 1, 12) + "\n";
    }

    private static String longAndShort(int steps) {
        return "unique_id,ds,y\n" + rows(HOURS, i -> "long," + row(i, wave(i)))
                + rows(steps, i -> "short," + row(i, wave(i)));
    }

    private static String excel() {
        return "\uFEFFDatum;Wert\r\n"
                + rows(
                        HOURS,
                        i -> START.plusDays(i).toLocalDate() + ";" + String.format(Locale.GERMANY, "%.2f", wave(i))
                                + "\r");
    }

    static Stream<Learned> learned() {
        return Stream.of(
                new Learned("semicolons, decimal commas and the mark of Excel", excel(), -15, 35, "decimal=comma"),
                new Learned("summer time", summerTime(), -15, 35, "time_zone=Europe/Berlin"),
                new Learned("summer time without a zone", summerTime(), -15, 35, "missing=interpolate"),
                new Learned("two rows of one time", oneTimeTwice(), -15, 35, "missing=last"),
                new Learned(
                        "a constant column", "time,load,flat\n" + rows(HOURS, i -> row(i, wave(i) + ",7")), -15, 35),
                new Learned("nothing but a constant", "time,flat\n" + rows(HOURS, i -> row(i, 7)), 0, 14),
                new Learned(
                        "a series shorter than the lookback",
                        longAndShort(20),
                        -15,
                        35,
                        "lookback=48",
                        "horizon=2",
                        "segment=1",
                        "validation_span=2",
                        "test_span=4"),
                new Learned("values of 1e12", "time,load\n" + rows(HOURS, i -> row(i, 1e12 * wave(i))), -15e12, 35e12),
                new Learned(
                        "little change at 1e12",
                        "time,load\n" + rows(HOURS, i -> row(i, 1e12 + wave(i))),
                        1e12 - 20,
                        1e12 + 50),
                new Learned(
                        "an end of which nothing is known",
                        "time,load\n" + rows(HOURS, i -> row(i, i > 90 && i < HOURS - 1 ? "" : wave(i))),
                        -15,
                        35,
                        "missing=mask"),
                new Learned(
                        "from the last time to the first",
                        "time,load\n" + rows(HOURS, i -> row(HOURS - 1 - i, wave(HOURS - 1 - i))),
                        -15,
                        35),
                new Learned(
                        "the letters of Windows",
                        "Größe;Zeit\n" + rows(HOURS, i -> wave(i) + ";" + START.plusHours(i)),
                        -15,
                        35));
    }

    @ParameterizedTest
    @MethodSource
    void learned(Learned table) throws IOException {
        Path model = folder.resolve("run");
        CommandRun trained = train(table.text(), model, table.settings());
        assertEquals(ExitCode.DONE, trained.exitCode(), trained::err);
        CommandRun forecast = CommandRun.of("forecast", model.toString(), "--csv");
        assertEquals(ExitCode.DONE, forecast.exitCode(), forecast::err);
        List<String> lines = forecast.out().lines().skip(1).toList();
        assertTrue(lines.size() > 1, forecast::out);
        for (String line : lines) {
            double value = Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
            assertTrue(value > table.low() && value < table.high(), line);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void fewRowsAreParted(int rows) throws IOException {
        CommandRun run = train("time,load\n" + rows(rows, i -> row(i, wave(i))), folder.resolve("run"), List.of());
        assertEquals(ExitCode.DONE, run.exitCode(), run::err);
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused(
                        "decimal commas that are not asked for",
                        excel(),
                        " has no column of numbers to learn: \"10,00\" would be one with --set decimal=comma"),
                new Refused(
                        "summer time",
                        summerTime(),
                        " has 1 gap (1 time). " + RULES
                                + ". An hour is missing or doubled where clocks are set to summer time and back: if this is"
                                + " why, name the zone by --set time_zone=Europe/Berlin or the like\n"
                                + "  t.csv:76: 2024-03-31T02:00 is missing"),
                new Refused(
                        "two rows of one time",
                        oneTimeTwice(),
                        " has 1 time with different values. " + RULES
                                + "; different values of one time become their mean\n"
                                + "  t.csv:122: 2024-04-01T23:00 has other values in line 121"),
                new Refused("nothing in it", "", " is empty; fill it or leave it out"),
                new Refused(
                        "names alone",
                        "time,load\n",
                        " has no row that can be read behind the first, which names its columns"),
                new Refused(
                        "money",
                        "time,load\n" + rows(HOURS, i -> row(i, "$" + i)),
                        " has no column of numbers to learn: in column load line 2 has \"$0\", which is no number"),
                new Refused(
                        "two columns of one name",
                        "time,load,load\n" + rows(HOURS, i -> row(i, "1,2")),
                        " has two columns \"load\"; rename one of them in its first row"),
                new Refused(
                        "infinity among numbers",
                        hours() + row(HOURS, "inf") + "\n",
                        ", line 122: column load must be a number but is \"inf\"; correct it, or leave the cell empty if the"
                                + " value is missing"),
                new Refused(
                        "a year that is wrong",
                        hours() + "9999-12-31T00:00,3\n",
                        ", line 122: the time is 69,914,064 steps of 1 hour behind the first, 2024-03-28T00:00, but there are"
                                + " only 121 rows. Is it wrong? Else name the distance of times by --set frequency=15min, 1d,"
                                + " 1mo or the like"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Refused table) throws IOException {
        CommandRun run = train(table.text(), folder.resolve("run"), table.settings());
        assertEquals(
                "unroll: " + folder.resolve("t.csv") + table.sentence(),
                run.err().stripTrailing());
        assertEquals(ExitCode.DATA, run.exitCode());
    }

    static Stream<Refused> told() {
        return Stream.of(
                new Refused(
                        "two rows",
                        "time,load\n" + rows(2, i -> row(i, wave(i))),
                        "t.csv has 2 values a series, but at least 3 are needed: two to learn from, and one that is scored"),
                new Refused(
                        "a series too short for the parts",
                        longAndShort(7),
                        "series short has 7 steps, too few for data.train_span rest, data.validation_span 12 and"
                                + " data.test_span 24; make these smaller, or leave the series out"),
                new Refused(
                        "a horizon beyond the series",
                        hours(),
                        "t.csv has no window of 500 values to forecast in the train part: make model.horizon or"
                                + " model.lookback (40) smaller, or data.train_span larger",
                        "horizon=500"),
                new Refused(
                        "logarithms of what is below zero",
                        "time,load\n" + rows(HOURS, i -> row(i, wave(i) - 10)),
                        "series load: a value that has a logarithm must be positive but is 0.0; --set transform=none learns"
                                + " values as they are",
                        "transform=log"),
                new Refused(
                        "a value of 1e300",
                        hours() + row(HOURS, 1e300) + "\n",
                        "series load has the value 1.0E300 at 2024-04-02T00:00, but at most 1.0E100 can be learned; if it is"
                                + " right, give all in a unit in which they are smaller"),
                new Refused(
                        "values of 1e-300",
                        "time,load\n" + rows(HOURS, i -> row(i, 1e-300 * (i % 2 + 1))),
                        "series load: values as small as 2.0E-300 have no deviation that a number holds; give them in a unit"
                                + " in which they are larger"));
    }

    @ParameterizedTest
    @MethodSource
    void told(Refused table) throws IOException {
        CommandRun run = train(table.text(), folder.resolve("run"), table.settings());
        assertEquals(
                "unroll: " + table.sentence(),
                run.err().substring(run.err().indexOf("unroll: ")).stripTrailing());
        assertEquals(ExitCode.DATA, run.exitCode());
    }

    private CommandRun train(String text, Path model, List<String> settings) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "train",
                Files.writeString(folder.resolve("t.csv"), text).toString(),
                "--quiet",
                "--set",
                "epochs=1",
                "--set",
                "hidden_size=4",
                "--out",
                model.toString()));
        settings.forEach(setting -> line.addAll(List.of("--set", setting)));
        return CommandRun.of(line.toArray(String[]::new));
    }
}
