package dev.unroll.run.task.forecast;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.DataException;
import dev.unroll.data.Split;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.run.config.DataTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Series parted by time: what is learned from, then what epochs are chosen by, then what is scored. A window belongs to the
 * part in which all of what it is asked for lies; what it reads may reach back into the part before. So nothing that is asked
 * for is ever learned from.
 */
final class TimeSplit {

    private final DataTable data;
    private final Span train;
    private final Span validation;
    private final Span test;

    TimeSplit(DataTable data) {
        this.data = data;
        this.train = new Span("data.train_span", data.trainSpan());
        this.validation = new Span("data.validation_span", data.validationSpan());
        this.test = new Span("data.test_span", data.testSpan());
    }

    /**
     * The steps at which the parts of a series end.
     *
     * @param test at most the length of the series
     */
    record Ends(int train, int validation, int test) {}

    /**
     * Returns where the parts of a series end.
     *
     * @throws DataException if the series is too short
     */
    Ends ends(Series series, Frequency frequency) {
        int length = series.length();
        // Three spans that are each as long as can be are more than an int holds.
        long tested = test.isOfficial() ? official(series) : test.steps(length, frequency);
        long validated = validation.steps(length, frequency);
        long trained = train.isRest() ? length - validated - tested : train.steps(length, frequency);
        if (trained < 2 || trained + validated + tested > length) {
            throw new DataException("series " + series.id() + " has "
                    + Sentence.counted(length, "step") + ", too few for data.train_span " + train.text()
                    + ", data.validation_span "
                    + validation.text() + " and data.test_span " + test.text()
                    + "; make these smaller, or leave the series out");
        }
        return new Ends((int) trained, (int) (trained + validated), (int) (trained + validated + tested));
    }

    private int official(Series series) {
        if (series.testLength() == 0) {
            throw new DataException(
                    "series " + series.id()
                            + " has no test part of its own, so data.test_span must not be official but say how much is held out");
        }
        return series.testLength();
    }

    /**
     * Returns the windows of all parts.
     *
     * @param lookback values that a window reads, if the series has them
     * @param segment values that it reads at least
     * @param horizon values that are asked for
     */
    Split<SeriesWindow> split(SeriesDataset dataset, int lookback, int segment, int horizon) {
        List<SeriesWindow> trained = new ArrayList<>();
        List<SeriesWindow> validated = new ArrayList<>();
        List<SeriesWindow> tested = new ArrayList<>();
        for (Series series : dataset.series()) {
            Ends ends = ends(series, dataset.frequency());
            int last = ends.train() - horizon;
            // Of a series shorter than a window, its beginning.
            int first = Math.max(segment, Math.min(lookback, last));
            add(trained, series, first, last, data.trainStride());
            add(validated, series, Math.max(segment, ends.train()), ends.validation() - horizon, data.testStride());
            add(tested, series, Math.max(segment, ends.validation()), ends.test() - horizon, data.testStride());
        }
        requireSome(trained, dataset, "train", horizon, lookback);
        if (!validation.text().equals("0")) {
            requireSome(validated, dataset, "validation", horizon, lookback);
        }
        if (!test.text().equals("0")) {
            requireSome(tested, dataset, "test", horizon, lookback);
        }
        return new Split<>(trained, validated, tested);
    }

    /** Adds windows from the last one back, so that the latest values are among them whatever the stride. */
    private static void add(List<SeriesWindow> windows, Series series, int first, int last, int stride) {
        int start = last < first ? first : first + (last - first) % stride;
        for (int origin = start; origin <= last; origin += stride) {
            windows.add(new SeriesWindow(series, origin));
        }
    }

    private static void requireSome(
            List<SeriesWindow> windows, SeriesDataset dataset, String part, int horizon, int lookback) {
        if (windows.isEmpty()) {
            throw new DataException(dataset.name() + " has no window of " + Sentence.counted(horizon, "value")
                    + " to forecast in the " + part
                    + " part: make model.horizon or model.lookback (" + lookback + ") smaller, or data." + part
                    + "_span larger");
        }
        if (windows.stream().noneMatch(window -> isKnown(window, horizon))) {
            throw new DataException(dataset.name() + " has no value in the " + part
                    + " part that could be forecast: all are" + " missing. Make data." + part
                    + "_span larger, or leave out the steps at the end of the series");
        }
    }

    /** Returns whether any value that is asked for is known. */
    private static boolean isKnown(SeriesWindow window, int horizon) {
        return IntStream.range(0, horizon).anyMatch(ahead -> !Double.isNaN(window.future(ahead)));
    }
}
