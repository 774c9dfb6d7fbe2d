package dev.unroll.run.task.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.Split;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.DataTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSplitTest {

    private static final int HORIZON = 3;

    private static DataTable data(String... spans) {
        Map<String, Object> table =
                Map.of("split", "time", "train_span", spans[0], "validation_span", spans[1], "test_span", spans[2]);
        return ConfigReader.read("test", Map.of("data", table), List.of()).data();
    }

    private static Split<SeriesWindow> split(DataTable data, Series... series) {
        var dataset = new SeriesDataset(
                "ramps",
                List.of(series),
                List.of(),
                List.of(),
                Frequency.STEPS,
                ReadReport.clean(1, ReadReport.Unit.SEQUENCE, series.length));
        return new TimeSplit(data).split(dataset, 4, 1, HORIZON);
    }

    private static List<Integer> origins(List<SeriesWindow> windows) {
        return windows.stream().map(SeriesWindow::origin).toList();
    }

    @Test
    void windowsLieWhereAllThatIsAskedForLies() {
        Split<SeriesWindow> split = split(data("rest", "4", "5"), Ramp.of("r", 20));
        assertEquals(List.of(4, 5, 6, 7, 8), origins(split.train()));
        assertEquals(List.of(11, 12), origins(split.validation()));
        assertEquals(List.of(15, 16, 17), origins(split.test()));
    }

    @Test
    void whatIsScoredWasNeverLearnedFrom() {
        Split<SeriesWindow> split = split(data("rest", "10%", "20%"), Ramp.of("r", 50));
        int learned = split.train().stream()
                .mapToInt(window -> window.origin() + HORIZON)
                .max()
                .orElseThrow();
        assertTrue(split.validation().stream().allMatch(window -> window.origin() >= learned));
        int chosenBy = split.validation().stream()
                .mapToInt(window -> window.origin() + HORIZON)
                .max()
                .orElseThrow();
        assertTrue(split.test().stream().allMatch(window -> window.origin() >= chosenBy));
    }

    @Test
    void aTrainingPartFromTheStartLeavesTheEndUnused() {
        Split<SeriesWindow> split = split(data("8", "4", "4"), Ramp.of("r", 30));
        assertEquals(List.of(4, 5), origins(split.train()));
        assertEquals(List.of(8, 9), origins(split.validation()));
        assertEquals(List.of(12, 13), origins(split.test()));
    }

    @Test
    void aSeriesShorterThanAWindowIsLearnedByItsBeginning() {
        Split<SeriesWindow> split = split(data("rest", "0", "3"), Ramp.of("short", 9), Ramp.of("long", 20));
        assertEquals(
                List.of(3),
                origins(split.train().stream()
                        .filter(window -> window.series().id().equals("short"))
                        .toList()));
    }

    @Test
    void partsThatDoNotFitAreTold() {
        DataTable data = data("rest", "6", "6");
        Series series = Ramp.of("r", 12);
        var thrown = assertThrows(DataException.class, () -> split(data, series));
        assertEquals(
                "series r has 12 steps, too few for data.train_span rest, data.validation_span 6 and"
                        + " data.test_span 6; make these smaller, or leave the series out",
                thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "rest, 0, 4294967302",
        "rest, 4294967296, 4",
        "rest, 2147483647, 2147483647",
        "2147483647, 2147483647, 4",
        "42949672970000%, 0, 4"
    })
    void partsLongerThanAnySeriesAreTold(String train, String validation, String test) {
        DataTable data = data(train, validation, test);
        Series series = Ramp.of("r", 12);
        var thrown = assertThrows(DataException.class, () -> split(data, series));
        assertEquals(
                "series r has 12 steps, too few for data.train_span " + train + ", data.validation_span " + validation
                        + " and data.test_span " + test + "; make these smaller, or leave the series out",
                thrown.getMessage());
    }

    @Test
    void aPartInWhichAllValuesAreMissingIsRefused() {
        double[] values = new double[20];
        Arrays.fill(values, 11, 15, Double.NaN);
        Series series = Ramp.series("r", values);
        DataTable data = data("rest", "4", "5");
        var thrown = assertThrows(DataException.class, () -> split(data, series));
        assertEquals(
                "ramps has no value in the validation part that could be forecast: all are missing. Make"
                        + " data.validation_span larger, or leave out the steps at the end of the series",
                thrown.getMessage());
        values[14] = 1;
        assertEquals(
                List.of(11, 12), origins(split(data, Ramp.series("r", values)).validation()));
    }

    @Test
    void anOfficialTestPartMustBeThere() {
        DataTable data = data("rest", "0", "official");
        Series series = Ramp.of("r", 12);
        var thrown = assertThrows(DataException.class, () -> split(data, series));
        assertEquals(
                "series r has no test part of its own, so data.test_span must not be official but say how much is held"
                        + " out",
                thrown.getMessage());
    }
}
