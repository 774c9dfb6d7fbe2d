package dev.unroll.data.series.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Missing;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport.Place;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.table.SeriesForm.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, and what becomes of those that are missing, doubled or out of order. */
class SeriesTimesTest {

    private static final SeriesForm FORM = SeriesForm.USUAL;

    private static final SeriesForm BERLIN =
            FORM.with(new Times(Optional.empty(), DateOrder.AUTO, Optional.of(ZoneId.of("Europe/Berlin"))));

    private static final String RULES =
            "Say what becomes of them: --set missing=interpolate (a straight line between the neighbors), last (the value"
                    + " before) or mask (left open)";

    private final Path folder;

    SeriesTimesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private SeriesDataset read(String text, SeriesForm form) throws IOException {
        return SeriesTable.read(write(text), form);
    }

    private Series series(String text, SeriesForm form) throws IOException {
        SeriesDataset dataset = read(text, form);
        assertEquals(1, dataset.series().size());
        return dataset.series().getFirst();
    }

    private String error(String text, SeriesForm form) throws IOException {
        Path file = write(text);
        var error = assertThrows(DataException.class, () -> SeriesTable.read(file, form));
        return String.valueOf(error.getMessage()).replace(folder.toString(), "F");
    }

    private static double[] values(Series series) {
        double[] values = new double[series.length()];
        for (int t = 0; t < values.length; t++) {
            values[t] = series.target(t);
        }
        return values;
    }

    private static List<String> notes(SeriesDataset dataset) {
        return dataset.report().notes().stream().map(Place::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-30,            2020-01-31,            2020-02-01,            1 day",
        "2020-01-01T00:00,      2020-01-01T00:15,      2020-01-01T00:30,      15 minutes",
        "2020-01-01 23:59:30,   2020-01-02 00:00:00,   2020-01-02 00:00:30,   30 seconds",
        "2020-01-01T00:00:00.5, 2020-01-01T00:00:00.7, 2020-01-01T00:00:00.9, 200 milliseconds",
        "2020-01-01T00:00Z,     2020-01-01T01:00Z,     2020-01-01T02:00Z,     1 hour",
        "2020-01-01T00:00+0530, 2020-01-01T06:00+0530, 2020-01-01T12:00+0530, 6 hours",
        "2019-12,               2020-01,               2020-02,               1 month",
        "2020-01-31,            2020-02-29,            2020-03-31,            1 month",
        "2020-02-29,            2020-03-31,            2020-04-30,            1 month",
        "2020-01-01,            2020-04-01,            2020-07-01,            3 months",
        "2020-01-06,            2020-01-13,            2020-01-20,            1 week",
        "2019-02-28,            2020-02-28,            2021-02-28,            1 year",
        "31.12.2020,            01.01.2021,            02.01.2021,            1 day",
        "9.8.2020 7:00,         9.8.2020 8:00,         9.8.2020 9:00,         1 hour",
        "12/30/2020,            12/31/2020,            01/01/2021,            1 day",
        "30/12/2020,            31/12/2020,            01/01/2021,            1 day",
        "1/31/2020 9:00 PM,     1/31/2020 11:00 PM,    2/1/2020 1:00 AM,      2 hours",
        "2020/12/31,            2021/01/01,            2021/01/02,            1 day",
        "1999,                  2000,                  2001,                  1 year",
        "20201231,              20210101,              20210102,              1 day",
        "1600000000,            1600003600,            1600007200,            1 hour",
        "1600000000000,         1600000060000,         1600000120000,         1 minute",
        "1600000000000000,      1600003600000000,      1600007200000000,      1 hour",
        "1600000000000000000,   1600000000100000000,   1600000000200000000,   100 milliseconds",
        "999999999000000000,    1000000000000000000,   1000000001000000000,   1 second",
        "7,                     9,                     11,                    1 step"
    })
    void timesGoOnAsTheyAreWritten(String first, String second, String next, String frequency) throws IOException {
        Series series = series("time,v\n" + first + ",1\n" + second + ",2\n", FORM);
        assertEquals(first, series.time().text(0));
        assertEquals(second, series.time().text(1));
        assertEquals(next, series.time().text(2));
        assertEquals(frequency, series.time().frequency().toString());
    }

    @Test
    void secondsSinceTheEpochHaveADateAndATime() throws IOException {
        Series series = series("time,v\n1600000000,1\n1600003600,2\n", FORM);
        assertEquals(
                Optional.of(LocalDateTime.of(2020, 9, 13, 12, 26, 40)),
                series.time().dateTime(0));
    }

    @Test
    void theOrderOfDayAndMonthIsAskedForIfNothingTellsIt() throws IOException {
        String text = "time,v\n1/2/2020,1\n1/3/2020,2\n1/4/2020,3\n";
        assertEquals(
                "F/t.csv has dates like 1/2/2020, and none tells whether the day or the month comes first; say --set"
                        + " date_order=day_first or date_order=month_first",
                error(text, FORM));
        SeriesForm dayFirst = FORM.with(new Times(Optional.empty(), DateOrder.DAY_FIRST, Optional.empty()));
        assertEquals("1 month", series(text, dayFirst).time().frequency().toString());
        SeriesForm monthFirst = FORM.with(new Times(Optional.empty(), DateOrder.MONTH_FIRST, Optional.empty()));
        assertEquals("1 day", series(text, monthFirst).time().frequency().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date,v,note\n2020-01-01,1,n\n2020-01-02,2,\"open\n2020-01-03,3,n\n2020-01-04,4,n\n",
                "id,V1,V2\na,1,2\n\"c,4,\nd,5,\nf,6,\ne\",7,8\nb,3,4\n"
            })
    void aFieldThatSwallowedRowsIsToldWithItsLine(String text) throws IOException {
        String report = read(text, FORM).report().toString();
        assertTrue(
                report.contains(
                        "t.csv:3: a quoted field runs over 4 lines, which look like rows of their own: is a quote"
                                + " left open?"),
                report);
    }

    @Test
    void gapsAndMissingValuesAreRefusedWithTheirLines() throws IOException {
        assertEquals(
                "F/t.csv has 2 gaps (3 times) and 1 missing value. " + RULES
                        + ". If there are no values on some days, as on weekends, --set frequency=step takes rows as they"
                        + " follow each other\n"
                        + "  t.csv:4: 2020-01-03 is missing\n"
                        + "  t.csv:5: 2 times are missing, from 2020-01-05 to 2020-01-06\n"
                        + "  t.csv:3: v has no value at 2020-01-02",
                error("date,v\n2020-01-01,1\n2020-01-02,NA\n2020-01-04,4\n2020-01-07,10\n2020-01-08,5\n", FORM));
    }

    @ParameterizedTest
    @CsvSource({"INTERPOLATE, 2.5 4.0 7.0", "LAST, 1.0 4.0 4.0", "MASK, NaN 4.0 NaN"})
    void whatIsMissingIsTreatedByTheRule(Missing rule, String expected) throws IOException {
        Series series = series(
                "date,v\n2020-01-01,1\n2020-01-02,?\n2020-01-03,4\n2020-01-05,10\n2020-01-06,11\n", FORM.with(rule));
        assertEquals(expected, series.target(1) + " " + series.target(2) + " " + series.target(3));
        assertEquals(6, series.length());
    }

    @ParameterizedTest
    @CsvSource({"''", "NaN", "nan", "NA", "n/a", "null", "?", "#N/A"})
    void aValueIsMissingInManyWords(String word) throws IOException {
        var inspected =
                SeriesTable.inspect(write("date,v\n2020-01-01,1\n2020-01-02," + word + "\n2020-01-03,2\n"), FORM);
        assertEquals(1, inspected.findings().counts().missing());
    }

    @Test
    void aRowThatOccursTwiceIsDroppedAndCounted() throws IOException {
        SeriesDataset dataset = read("date,v\n2020-01-01,1\n2020-01-02,2\n2020-01-02,2\n2020-01-03,3\n", FORM);
        assertArrayEquals(new double[] {1, 2, 3}, values(dataset.series().getFirst()));
        assertEquals(
                "Read 4 rows of 1 file; dropped 1 duplicate.", dataset.report().toString());
    }

    @Test
    void twoRowsOfOneTimeWithDifferentValuesAreRefusedOrBecomeTheirMean() throws IOException {
        String text = "date,v\n2020-01-01,1\n2020-01-02,2\n2020-01-02,4\n2020-01-03,3\n";
        assertEquals(
                "F/t.csv has 1 time with different values. " + RULES
                        + "; different values of one time become their mean\n"
                        + "  t.csv:4: 2020-01-02 has other values in line 3",
                error(text, FORM));
        assertArrayEquals(new double[] {1, 3, 3}, values(series(text, FORM.with(Missing.LAST))));
    }

    @Test
    void rowsOfSeveralSeriesWithoutAnIdAskForIt() throws IOException {
        assertEquals(
                "F/t.csv has 1 time with different values. " + RULES
                        + "; different values of one time become their mean. If a column tells which series a row is of,"
                        + " name it by --set id_column=NAME\n"
                        + "  t.csv:3: 2020-01-01 has other values in line 2",
                error("date,shop,v\n2020-01-01,a,1\n2020-01-01,b,2\n2020-01-02,a,3\n", FORM));
    }

    @Test
    void unsortedRowsAreSortedAndTold() throws IOException {
        SeriesDataset dataset = read("date,v\n2020-01-01,1\n2020-01-03,3\n2020-01-02,2\n2020-01-04,4\n", FORM);
        assertArrayEquals(new double[] {1, 2, 3, 4}, values(dataset.series().getFirst()));
        assertEquals(
                List.of("t.csv:4: the time is before that of the row above; rows are sorted by their times"),
                notes(dataset));
    }

    @Test
    void rowsFromTheLastToTheFirstAreTurnedAround() throws IOException {
        SeriesDataset dataset = read("date,v\n2020-01-03,3\n2020-01-02,2\n2020-01-01,1\n", FORM);
        assertArrayEquals(new double[] {1, 2, 3}, values(dataset.series().getFirst()));
        assertEquals(
                List.of("t.csv:2: rows run from the last time to the first; they are turned around"), notes(dataset));
    }

    @Test
    void aTimeBetweenStepsIsRefused() throws IOException {
        assertEquals(
                "F/t.csv, line 5: 2020-01-01 02:30 is no whole number of steps of 1 hour behind the first time, 2020-01-01"
                        + " 00:00. Name the distance of times by --set frequency=15min, 1d, 1mo or the like; frequency=step"
                        + " takes rows as they follow each other, whatever their times are",
                error("t,v\n2020-01-01 00:00,1\n2020-01-01 01:00,2\n2020-01-01 02:00,3\n2020-01-01 02:30,4\n", FORM));
    }

    @Test
    void aTimeFarBehindTheOthersIsRefused() throws IOException {
        assertEquals(
                "F/t.csv, line 4: the time is 73,048 steps of 1 day behind the first, 2020-01-01, but there are only 3 rows."
                        + " Is it wrong? Else name the distance of times by --set frequency=15min, 1d, 1mo or the like",
                error("t,v\n2020-01-01,1\n2020-01-02,2\n2220-01-01,3\n", FORM));
    }

    @Test
    void theFrequencyCanBeNamed() throws IOException {
        SeriesForm daily = FORM.with(new Times(Optional.of(Frequency.of("1d")), DateOrder.AUTO, Optional.empty()))
                .with(Missing.INTERPOLATE);
        assertEquals(
                5,
                series("t,v\n2020-01-01,1\n2020-01-03,2\n2020-01-05,3\n", daily).length());
    }

    private static String hours(int... hours) {
        var text = new StringBuilder("time,v\n");
        for (int i = 0; i < hours.length; i++) {
            text.append(hours[i] < 24 ? "2020-03-29 " : "2020-10-25 ");
            text.append(hours[i] % 24 < 10 ? "0" : "")
                    .append(hours[i] % 24)
                    .append(":00,")
                    .append(i)
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void theHourThatIsSkippedInSpringIsNoGapInItsZone() throws IOException {
        String text = hours(0, 1, 3, 4);
        Series series = series(text, BERLIN);
        assertEquals(4, series.length());
        assertEquals("2020-03-29 03:00", series.time().text(2));
        assertEquals(
                "F/t.csv has 1 gap (1 time). " + RULES
                        + ". An hour is missing or doubled where clocks are set to summer time and back: if this is why, name"
                        + " the zone by --set time_zone=Europe/Berlin or the like\n"
                        + "  t.csv:4: 2020-03-29 02:00 is missing",
                error(text, FORM));
    }

    @Test
    void theHourThatComesTwiceInAutumnIsNoDuplicateInItsZone() throws IOException {
        String text = hours(24, 25, 26, 26, 27);
        Series series = series(text, BERLIN);
        assertArrayEquals(new double[] {0, 1, 2, 3, 4}, values(series));
        assertEquals("2020-10-25 02:00", series.time().text(2));
        assertEquals("2020-10-25 02:00", series.time().text(3));
        assertEquals("2020-10-25 04:00", series.time().text(5));
        assertEquals(
                "F/t.csv has 1 time with different values. " + RULES
                        + "; different values of one time become their mean. An hour is missing or doubled where clocks are"
                        + " set to summer time and back: if this is why, name the zone by --set time_zone=Europe/Berlin or"
                        + " the like\n"
                        + "  t.csv:5: 2020-10-25 02:00 has other values in line 4",
                error(text, FORM));
    }

    @Test
    void anHourThatNoClockShowsIsRefused() throws IOException {
        assertEquals(
                "F/t.csv, line 4: no clock in Europe/Berlin shows 2020-03-29T02:00, as it is set to summer time then. Leave"
                        + " data.time_zone out if the clock of this table is never set, or name the zone that it stands in",
                error(hours(0, 1, 2, 3), BERLIN));
    }

    @Test
    void aDayIsADayAlsoWhereItHas23Hours() throws IOException {
        Series series = series("time,v\n2020-03-28,1\n2020-03-29,2\n2020-03-30,3\n", BERLIN);
        assertEquals("1 day", series.time().frequency().toString());
        assertEquals("2020-03-31", series.time().text(3));
    }

    @Test
    void offsetsThatChangeAreInstants() throws IOException {
        Series series = series(
                "time,v\n2020-10-25T02:00+02:00,1\n2020-10-25T02:00+01:00,2\n2020-10-25T03:00+01:00,3\n", BERLIN);
        assertArrayEquals(new double[] {1, 2, 3}, values(series));
        assertEquals("2020-10-25T02:00+01:00", series.time().text(1));
    }
}
