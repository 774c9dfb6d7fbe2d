package dev.unroll.data.series.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Frequency.Unit;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.table.SeriesForm.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with the date in one column and the clock in another. */
class DateAndClockTest {

    private static final String POWER = """
            Date;Time;Power
            16/12/2006;17:24:00;4.216
            16/12/2006;17:25:00;5.360
            16/12/2006;17:26:00;5.374
            """;

    private final Path folder;

    DateAndClockTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SeriesDataset read(String text, SeriesForm form) throws IOException {
        return SeriesTable.read(Files.writeString(folder.resolve("t.csv"), text), form);
    }

    private static SeriesForm time(String name) {
        return SeriesForm.USUAL.with(new Columns(Optional.of(name), Optional.empty(), List.of(), List.of(), List.of()));
    }

    private String error(String text, SeriesForm form) {
        var error = assertThrows(DataException.class, () -> read(text, form));
        return String.valueOf(error.getMessage()).replace(folder.toString(), "F");
    }

    @Test
    void clockBehindADateIsFound() throws IOException {
        SeriesDataset read = read(POWER, SeriesForm.USUAL);

        Series power = read.series().getFirst();
        assertEquals(List.of("Power"), read.series().stream().map(Series::id).toList());
        assertEquals(new Frequency(1, Unit.MINUTE), read.frequency());
        assertEquals("16/12/2006 17:24:00", power.time().text(0));
        assertEquals("16/12/2006 17:27:00", power.time().text(3));
    }

    @Test
    void columnsAreNamedWithACommaBetween() throws IOException {
        String text = "clock,y,day\n5:30 PM,1,2020-01-01\n6:30 PM,2,2020-01-01\n12:30 AM,3,2020-01-02\n";

        SeriesDataset read = read(text.replace("12:30 AM,3,2020-01-02", "7:30 PM,3,2020-01-01"), time("day, clock"));

        assertEquals(new Frequency(1, Unit.HOUR), read.frequency());
        assertEquals("2020-01-01 8:30 PM", read.series().getFirst().time().text(3));
    }

    @Test
    void columnWhoseNameHasACommaIsOne() throws IOException {
        SeriesDataset read = read("\"a,b\",y\n2020-01-01,1\n2020-01-02,2\n", time("a,b"));

        assertEquals("2020-01-03", read.series().getFirst().time().text(2));
    }

    @Test
    void columnThatIsNotThereIsNamed() {
        assertEquals(
                "F/t.csv has no column \"Hour\", which data.time_column names; its columns, parted by semicolon, are"
                        + " \"Date\", \"Time\", \"Power\". Name one of these, or another separator by --set separator=NAME",
                error(POWER, time("Date,Hour")));
    }

    @Test
    void columnMayNotBeTimesAndTheOnlyNumbers() {
        assertEquals(
                "F/t.csv has no column of numbers to learn: y has numbers, but data.time_column takes it",
                error("y\n1\n2\n", time("y")));
    }

    @Test
    void columnMayNotBeBoth() {
        assertEquals(
                "F/t.csv: data.time_column must be a column of dates and one of clocks, but is twice \"Date\"",
                error(POWER, time("Date,date")));
    }

    @Test
    void clockThatIsMissingIsNoMidnight() throws IOException {
        SeriesDataset read = read(POWER + "16/12/2006;;5.4\n", SeriesForm.USUAL);

        assertEquals(3, read.series().getFirst().length());
        assertEquals(
                "t.csv:5: the time is missing; that of the first row is 16/12/2006 17:24:00",
                Objects.toString(read.report().firstUnreadable().getFirst()));
    }

    @Test
    void orderOfDayAndMonthIsFoundInTheDates() {
        assertEquals(
                "F/t.csv has dates like 1/2/2020 00:00, and none tells whether the day or the month comes first; say --set"
                        + " date_order=day_first or date_order=month_first",
                error("d,t,y\n1/2/2020,00:00,1\n1/2/2020,01:00,2\n", SeriesForm.USUAL));
    }

    @Test
    void datesThatHaveClocksAreLeftAlone() throws IOException {
        SeriesDataset read =
                read("start,end,y\n2020-01-01 00:00,01:00,1\n2020-01-01 01:00,02:00,2\n", SeriesForm.USUAL);

        assertEquals("2020-01-01 02:00", read.series().getFirst().time().text(2));
    }
}
