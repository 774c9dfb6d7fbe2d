package dev.unroll.data.series.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport.Place;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Frequency.Unit;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.table.SeriesForm.Columns;
import dev.unroll.data.series.table.SeriesForm.Layout;
import dev.unroll.data.series.table.SeriesForm.Times;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class SeriesTableTest {

    private static final SeriesForm FORM = SeriesForm.USUAL;

    private final Path folder;

    SeriesTableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private SeriesDataset read(String text, SeriesForm form) throws IOException {
        return SeriesTable.read(write("t.csv", text), form);
    }

    private SeriesDataset read(String text) throws IOException {
        return read(text, FORM);
    }

    private String error(String text, SeriesForm form) throws IOException {
        Path file = write("t.csv", text);
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

    private static Series only(SeriesDataset dataset) {
        assertEquals(1, dataset.series().size());
        return dataset.series().getFirst();
    }

    private static List<String> notes(SeriesDataset dataset) {
        return dataset.report().notes().stream().map(Place::toString).toList();
    }

    private static SeriesForm columns(
            Optional<String> id, List<String> targets, List<String> past, List<String> known) {
        return FORM.with(new Columns(Optional.empty(), id, targets, past, known));
    }

    private static SeriesForm frequency(String written) {
        return FORM.with(new Times(Optional.of(Frequency.of(written)), DateOrder.AUTO, Optional.empty()));
    }

    @Test
    void eachColumnOfNumbersOfAWideTableIsASeries() throws IOException {
        SeriesDataset dataset = read("date,a,b\n2020-01-01,1,10\n2020-01-02,2,20\n2020-01-03,4,40\n");
        assertEquals(
                List.of("a", "b"), dataset.series().stream().map(Series::id).toList());
        assertArrayEquals(new double[] {1, 2, 4}, values(dataset.series().get(0)));
        assertArrayEquals(new double[] {10, 20, 40}, values(dataset.series().get(1)));
        assertEquals(new Frequency(1, Unit.DAY), dataset.frequency());
        assertEquals("2020-01-01", dataset.series().getFirst().time().text(0));
        assertEquals("2020-01-05", dataset.series().getFirst().time().text(4));
        assertEquals("Read 3 rows of 1 file; dropped none.", dataset.report().toString());
        assertEquals(6, dataset.steps());
    }

    @Test
    void semicolonsDecimalCommasAndTheByteOrderMarkOfExcelAreRead() throws IOException {
        Series series = only(read(
                "\uFEFFDatum;Wert\r\n31.12.2020 22:00;1,5\r\n31.12.2020 23:00;-2\r\n01.01.2021 00:00;1e3\r\n",
                FORM.with(DecimalMark.COMMA)));
        assertArrayEquals(new double[] {1.5, -2, 1000}, values(series));
        assertEquals("01.01.2021 01:00", series.time().text(3));
    }

    @Test
    void aDecimalCommaThatIsNotAskedForIsNamed() throws IOException {
        assertEquals(
                "F/t.csv has no column of numbers to learn: \"1,5\" would be one with --set decimal=comma",
                error("Datum;Wert\n31.12.2020;1,5\n01.01.2021;2,5\n", FORM));
        assertTrue(SeriesTable.isOne(folder.resolve("t.csv"), FORM));
    }

    @Test
    void whyAColumnHasNoNumbersIsSaid() throws IOException {
        assertEquals(
                "F/t.csv has no column of numbers to learn: in column sold line 2 has \"$1,200\", which is no number",
                error("day,sold\n2020-12-31,\"$1,200\"\n2021-01-01,\"$1,300\"\n", FORM));
        assertEquals(
                "F/t.csv has no column of numbers to learn: in column sold there is no value",
                error("day,sold\n2020-12-31,\n2021-01-01,\n", FORM));
        assertEquals(
                "F/t.csv has no column of numbers to learn: in column s line 2 has \"n\", which is no number; y has numbers,"
                        + " but data.past_columns takes it",
                error("s,y\nn,1\n", columns(Optional.empty(), List.of(), List.of("y"), List.of())));
    }

    @Test
    void nixtlasNamesMakeALongTable() throws IOException {
        SeriesDataset dataset = read("""
                unique_id,ds,y,price
                A,2020-01-01,1,9
                A,2020-02-01,2,9
                B,2019-12-01,5,9
                B,2020-01-01,6,9
                A,2020-03-01,3,9
                """);
        assertEquals(
                List.of("A", "B"), dataset.series().stream().map(Series::id).toList());
        assertArrayEquals(new double[] {1, 2, 3}, values(dataset.series().get(0)));
        assertArrayEquals(new double[] {5, 6}, values(dataset.series().get(1)));
        assertEquals("2020-02-01", dataset.series().get(1).time().text(2));
        assertEquals(new Frequency(1, Unit.MONTH), dataset.frequency());
    }

    @Test
    void aNamedColumnTellsSeriesApartAndSeveralTargetsAreSeveralSeries() throws IOException {
        SeriesDataset dataset = read(
                "Shop,Day,Sold,Returned\nx,2020-01-01,1,0\nx,2020-01-02,2,1\ny,2020-01-01,3,2\ny,2020-01-02,4,3\n",
                columns(Optional.of("shop"), List.of(), List.of(), List.of()));
        assertEquals(
                List.of("x/Sold", "x/Returned", "y/Sold", "y/Returned"),
                dataset.series().stream().map(Series::id).toList());
        assertArrayEquals(new double[] {2, 3}, values(dataset.series().get(3)));
    }

    @Test
    void aSeriesARowHasTheValuesThatFollowInAFileOfItsOwn() throws IOException {
        Path train = write("Hourly-train.csv", "V1,V2,V3,V4\n\"H1\",\"1\",\"2\",\nH2,5,6,7\n");
        write("Hourly-test.csv", "V1,V2,V3\nH1,3,4\nH2,8,9\n");
        SeriesDataset dataset = SeriesTable.read(train, FORM);
        assertArrayEquals(new double[] {1, 2, 3, 4}, values(dataset.series().get(0)));
        assertArrayEquals(new double[] {5, 6, 7, 8, 9}, values(dataset.series().get(1)));
        assertEquals(2, dataset.series().get(0).testLength());
        assertTrue(dataset.hasTest());
        assertEquals(Frequency.STEPS, dataset.frequency());
        assertEquals("5", dataset.series().get(0).time().text(4));
        assertEquals("Read 4 rows of 2 files; dropped none.", dataset.report().toString());
        assertEquals(5, SeriesTable.read(folder, FORM).series().get(1).length());
    }

    @Test
    void aTestPartOfOtherSeriesIsRefused() throws IOException {
        Path train = write("a-train.csv", "V1,V2,V3\nH1,1,2\n");
        Path test = write("a-test.csv", "V1,V2\nH9,1\n");
        var error = assertThrows(DataException.class, () -> SeriesTable.read(train, FORM));
        assertEquals(
                test + " has series H9, which " + train + " lacks; do the two files belong together?",
                error.getMessage());
    }

    @Test
    void withoutATimeStepsAreCounted() throws IOException {
        Series series = only(read("flow\n3\n4\n5\n"));
        assertEquals("4", series.time().text(3));
        assertEquals(Optional.empty(), series.time().dateTime(0));
    }

    @Test
    void columnsThatHelpAreReadAndThoseKnownAheadGoOnBehindTheTarget() throws IOException {
        SeriesDataset dataset = read(
                "date,y,wind,plan\n2020-01-01,1,7,0\n2020-01-02,2,8,1\n2020-01-03,,9,0\n2020-01-04,,,1\n",
                columns(Optional.empty(), List.of(), List.of("Wind"), List.of("plan")));
        Series series = only(dataset);
        assertArrayEquals(new double[] {1, 2}, values(series));
        assertEquals(4, series.knownLength());
        assertEquals(1, series.known(0, 3));
        assertEquals(8, series.past(0, 1));
        assertEquals(List.of("wind"), dataset.past());
        assertEquals(List.of("plan"), dataset.known());
        assertEquals(List.of(), notes(dataset));
    }

    @Test
    void aSeriesThatIsShorterHasValuesWhereItHasSome() throws IOException {
        SeriesDataset dataset = read("ds,a,b\n2020-01-01,1,\n2020-01-02,2,5\n2020-01-03,3,6\n2020-01-04,4,\n");
        assertArrayEquals(new double[] {5, 6}, values(dataset.series().get(1)));
        assertEquals("2020-01-02", dataset.series().get(1).time().text(0));
        assertEquals(
                List.of(
                        "t.csv:2: series b has values from 2020-01-02 to 2020-01-03 alone; so many steps are no part of it:"
                                + " 1 before, 1 behind"),
                notes(dataset));
    }

    @Test
    void columnsWithoutNumbersAreLeftOutAndConstantOnesTold() throws IOException {
        SeriesDataset dataset = read("date,place,v,flat\n2020-01-01,x,1,7\n2020-01-02,y,2,7\n");
        assertEquals(
                List.of("v", "flat"), dataset.series().stream().map(Series::id).toList());
        assertEquals(
                List.of(
                        "t.csv:1: column place is left out: line 2 has \"x\", which is no number",
                        "t.csv:2: series flat is constant: each value is 7.0"),
                notes(dataset));
    }

    @Test
    void aNamedColumnWithoutNumbersIsRefused() throws IOException {
        assertEquals(
                "F/t.csv, line 2: column place must be a number but is \"x\"; correct it, or leave the cell empty if the"
                        + " value is missing",
                error(
                        "date,place,v\n2020-01-01,x,1\n2020-01-02,y,2\n",
                        columns(Optional.empty(), List.of("place"), List.of(), List.of())));
    }

    @Test
    void oneMistakeAmongNumbersIsRefused() throws IOException {
        var text = new StringBuilder("date,v\n");
        for (int day = 1; day <= 20; day++) {
            text.append("2020-01-").append(day < 10 ? "0" : "").append(day).append(day == 13 ? ",1o\n" : ",10\n");
        }
        assertEquals(
                "F/t.csv, line 14: column v must be a number but is \"1o\"; correct it, or leave the cell empty if the"
                        + " value is missing",
                error(text.toString(), FORM));
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        assertEquals(
                "F/t.csv has no column \"load\", which data.target_columns names; its columns, parted by comma, are"
                        + " \"date\", \"v\". Name one of these, or another separator by --set separator=NAME",
                error("date,v\n2020-01-01,1\n", columns(Optional.empty(), List.of("load"), List.of(), List.of())));
    }

    @Test
    void largeValuesKeepAllTheirDigits() throws IOException {
        assertArrayEquals(
                new double[] {1e12, 1_000_000_000_001.0},
                values(only(read("date,v\n2020-01-01,1e12\n2020-01-02,1000000000001\n"))));
    }

    @Test
    void withoutAHeaderColumnsAreNumbered() throws IOException {
        SeriesDataset dataset = read(
                "2020-01-01,1\n2020-01-02,2\n",
                FORM.with(new TableForm(TableForm.USUAL.columns(), Optional.empty(), Quotes.FOUND, Header.NONE)));
        assertEquals("2", only(dataset).id());
        assertEquals(2, only(dataset).length());
    }

    @Test
    void aCompressedTableIsRead() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("date\tv\n2020-01-01\t1\n2020-01-02\t2\n".getBytes(UTF_8));
        }
        assertEquals(2, only(SeriesTable.read(file, FORM)).length());
    }

    @Test
    void rowsThatCannotBeReadAreCountedWithTheirLine() throws IOException {
        SeriesDataset dataset = read("date,v\n2020-01-01,1\n\nSource: x\n2020-01-02,2\nsum,3\n2020-01-03,3\n");
        assertEquals("""
                Read 6 rows of 1 file; dropped 1 blank row, 2 unreadable rows.
                  t.csv:4: must have 2 fields, as the first row has, but has 1
                  t.csv:6: the time "sum" is none; that of the first row is 2020-01-01""", dataset.report().toString());
        assertEquals(3, only(dataset).length());
    }

    @Test
    void twoColumnsOfOneNameAreRefused() throws IOException {
        assertEquals(
                "F/t.csv has two columns \"v\"; rename one of them in its first row",
                error("date,v,v\n2020-01-01,1,2\n", FORM));
    }

    @Test
    void aTableOfTextsIsNoTableOfSeries() throws IOException {
        assertFalse(SeriesTable.isOne(write("a.csv", "text,label\nhello,1\n"), FORM));
        assertFalse(SeriesTable.isOne(
                write("b.csv", "date,review,stars\n2020-01-01,it was a very long text that somebody wrote here,1\n"),
                FORM));
        assertTrue(SeriesTable.isOne(write("c.csv", "Month,Passengers\n1949-01,112\n"), FORM));
        assertTrue(SeriesTable.isOne(write("d.csv", "V1,V2,V3\nH1,1,2\n"), FORM));
        assertTrue(SeriesTable.isOne(write("e.csv", "unique_id,ds,y\na,1,2\n"), FORM));
        assertFalse(SeriesTable.isOne(folder, FORM));
    }

    @Test
    void whoNamesColumnsOfSeriesMeansSeriesAlsoByAWrongName() throws IOException {
        var wrong = new Columns(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of("holliday"));
        assertTrue(SeriesTable.isOne(write("a.csv", "date,sold,holiday\n2020-01-01,1,0\n"), FORM.with(wrong)));
    }

    @Test
    void aSingleColumnOfNumbersIsASeries() throws IOException {
        assertTrue(SeriesTable.isOne(write("a.csv", "sales\n1\n2.5\n"), FORM));
        assertArrayEquals(new double[] {1, 2.5}, values(only(read("sales\n1\n2.5\n", FORM))));
        assertFalse(SeriesTable.isOne(write("b.csv", "text\n1\n2\n"), FORM));
        assertFalse(SeriesTable.isOne(write("c.csv", "name\nanna\n2\n"), FORM));
    }

    @Test
    void aMistakeInASingleColumnIsNamedHoweverShortItIs() throws IOException {
        assertEquals(
                "F/t.csv, line 4: column x must be a number but is \"abc\"; correct it, or leave the cell empty if the value"
                        + " is missing",
                error("x\n1\n2\nabc\n", FORM));
        assertTrue(SeriesTable.isOne(folder.resolve("t.csv"), FORM));
    }

    @Test
    void aFirstRowLikeTheOthersIsNotTakenForNames() throws IOException {
        String expected =
                ", where the names of the columns are expected; say --set header=false if it is a row like the"
                        + " others, else write the names there";
        assertEquals("F/t.csv, line 1: the first row is \"100.5\"" + expected, error("100.5\n101\n", FORM));
        assertEquals(
                "F/t.csv, line 1: the first row is \"2020-01-01\", \"5\"" + expected,
                error("2020-01-01,5\n2020-01-02,6\n", FORM));
        assertEquals("0", only(read("0\n7.5\n8\n", FORM)).id());
    }

    @Test
    void columnsOfNumbersAloneMayBeSeries() throws IOException {
        assertTrue(SeriesTable.isOfNumbers(write("a.csv", "a;b\n1,5;2\n2,5;3\n"), FORM));
        assertFalse(SeriesTable.isOfNumbers(write("b.csv", "a,b\n1.5,low\n2.5,high\n"), FORM));
    }

    @Test
    void aLineThatNamesTheSeparatorIsNoRow() throws IOException {
        SeriesDataset dataset = read("sep=|\ndate|v\n2020-01-01|1\n2020-01-02|2\n", FORM);
        assertArrayEquals(new double[] {1, 2}, values(only(dataset)));
    }

    @Test
    void whatPartsWholeNumbersFromFractionsPartsNoFields() throws IOException {
        assertEquals(
                "F/t.csv, line 1: the first row is \"31.12.2020\", \"1,5\", where the names of the columns are expected; say"
                        + " --set header=false if it is a row like the others, else write the names there",
                error("31.12.2020|1,5\n01.01.2021|2,5\n", FORM.with(DecimalMark.COMMA)));
    }

    @Test
    void aLayoutCanBeNamed() throws IOException {
        SeriesDataset dataset = read("name,first,second\na,1,2\nb,3,4\n", FORM.with(Layout.ROWS));
        assertArrayEquals(new double[] {3, 4}, values(dataset.series().get(1)));
    }

    @Test
    void rowsMayFollowEachOtherWhateverTheirTimes() throws IOException {
        Series series = only(read("date,v\n2020-01-03,1\n2020-01-06,2\n2020-01-08,3\n", frequency("step")));
        assertArrayEquals(new double[] {1, 2, 3}, values(series));
        assertEquals("2020-01-06", series.time().text(1));
        assertEquals("2020-01-08 + 2", series.time().text(4));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void publishedSetsAreRead() {
        Path data = Path.of(System.getenv("UNROLL_DATA"));
        SeriesDataset electricity = SeriesTable.read(data.resolve("timeseries/ETTh1.csv.gz"), FORM);
        assertEquals(new Frequency(1, Unit.HOUR), electricity.frequency());
        assertEquals(7 * 17_420, electricity.steps());
        SeriesDataset hourly = SeriesTable.read(data.resolve("m4/Hourly-train.csv.gz"), FORM);
        assertEquals(414, hourly.series().size());
        assertEquals(1008, hourly.series().getLast().length());
        assertEquals(48, hourly.series().getLast().testLength());
    }
}
