package dev.unroll.data.series.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Missing;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Frequency.Unit;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.table.SeriesForm.Columns;
import dev.unroll.data.series.table.SeriesForm.Times;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetSeriesTest {

    private static final SeriesForm FORM = SeriesForm.USUAL;

    private static final Times STEPS = new Times(Optional.of(Frequency.STEPS), DateOrder.AUTO, Optional.empty());

    private static Path file(String name) throws URISyntaxException {
        var found = ParquetSeriesTest.class.getResource("/dev/unroll/data/parquet/" + name + ".parquet");
        return Path.of(Objects.requireNonNull(found, name).toURI());
    }

    private static String error(Path file, SeriesForm form) {
        var error = assertThrows(DataException.class, () -> SeriesTable.read(file, form));
        return String.valueOf(error.getMessage()).replace(String.valueOf(file.getParent()), "F");
    }

    private static List<String> names(SeriesDataset read) {
        return read.series().stream().map(Series::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "none", "pandas", "polars", "duckdb"})
    void tableIsLikeAnother(String name) throws Exception {
        SeriesDataset read = SeriesTable.read(file(name), FORM.with(DecimalMark.COMMA));

        Series first = read.series().getFirst();
        assertEquals(List.of("load", "sold"), names(read));
        assertEquals(new Frequency(6, Unit.HOUR), read.frequency());
        assertEquals("2020-01-31 00:00", first.time().text(0));
        assertEquals("2020-02-07 12:00", first.time().text(30));
        assertEquals(43.6, first.target(29));
    }

    @Test
    void longTableHasASeriesAnId() throws Exception {
        SeriesDataset read = SeriesTable.read(file("long"), FORM);

        assertEquals(List.of("a", "b"), names(read));
        assertEquals(5, read.series().getLast().target(0));
    }

    @Test
    void whatIsMissingIsToldByItsRow() throws Exception {
        assertEquals(
                "F/gaps.parquet has 1 gap (1 time) and 1 missing value. Say what becomes of them: --set"
                        + " missing=interpolate (a straight line between the neighbors), last (the value before) or mask"
                        + " (left open)\n"
                        + "  gaps.parquet:8: 2020-02-01 18:00 is missing\n"
                        + "  gaps.parquet:4: load has no value at 2020-01-31 18:00",
                error(file("gaps"), FORM));
    }

    @Test
    void columnThatIsNoNumberIsLeftOutAndTold() throws Exception {
        SeriesDataset read = SeriesTable.read(file("types"), FORM.with(STEPS).with(Missing.LAST));

        List<String> notes =
                read.report().notes().stream().map(Object::toString).toList();
        assertTrue(
                notes.contains(
                        "types.parquet:1: column struct is left out: line 1 has \"(nested)\", which is no number"),
                notes.toString());
    }

    @Test
    void columnThatIsLackingIsNamedWithoutASeparator() throws Exception {
        var columns = new Columns(Optional.empty(), Optional.empty(), List.of("lod"), List.of(), List.of());

        assertEquals(
                "F/snappy.parquet has no column \"lod\", which data.target_columns names; its columns are \"date\","
                        + " \"load\", \"sold\". Name one of these",
                error(file("snappy"), FORM.with(columns)));
    }
}
