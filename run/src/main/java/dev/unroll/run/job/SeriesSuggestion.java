package dev.unroll.run.job;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.DataException;
import dev.unroll.data.DataSummary.Lengths;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.run.page.Words;
import java.util.ArrayList;
import java.util.List;

/** What to do with series: how far to look ahead and back, by their season and their length. */
final class SeriesSuggestion {

    /** A series shorter than so many horizons says little about one. */
    private static final int FEWEST_HORIZONS = 10;

    /** Two values to learn from, one that is scored; with one more, an epoch is chosen by that. */
    private static final int FEWEST_STEPS = 3;

    private static final int USUAL_HORIZON = 12;

    /** The longest season that is looked ahead as a whole. */
    private static final int LONGEST_HORIZON = 96;

    private static final int HORIZONS_BACK = 4;

    /** More values than these are read some a step, so that the way from the first to the last stays short. */
    private static final int MOST_STEPS = 50;

    /** Of more windows than these, some are left out. */
    private static final int MANY_WINDOWS = 60_000;

    /** Of more windows in the test part than these, some are left out. */
    private static final int MANY_SCORED = 20_000;

    /** Windows that are read in all, repeated ones among them. */
    private static final int READ = 200_000;

    private static final int MOST_EPOCHS = 100;

    private SeriesSuggestion() {}

    static Suggestion of(SeriesDataset series) {
        int length = medianLength(series);
        int season = series.frequency().season();
        if (length < FEWEST_STEPS && !series.hasTest()) {
            throw new DataException(
                    series.name() + " has " + Sentence.counted(length, "value") + " a series, but at least "
                            + FEWEST_STEPS + " are needed: two to learn from, and one that is scored");
        }
        int horizon = Math.max(
                1,
                Math.min(season > 1 && season <= LONGEST_HORIZON ? season : USUAL_HORIZON, length / FEWEST_HORIZONS));
        int wanted = Math.min(Math.max(2 * season, HORIZONS_BACK * horizon), Math.max(1, length / 3));
        int segment = Math.max(1, Math.ceilDiv(wanted, MOST_STEPS));
        int lookback = Math.max(segment, wanted / segment * segment);
        long windows = Math.max(1, series.steps() - (long) series.series().size() * (lookback + horizon));
        long stride = Math.max(1, Math.ceilDiv(windows, MANY_WINDOWS));
        boolean validated = length > FEWEST_STEPS;
        List<String> settings = new ArrayList<>(List.of(
                "horizon=" + horizon,
                "lookback=" + lookback,
                "segment=" + segment,
                "train_stride=" + stride,
                "test_span=" + (series.hasTest() ? "official" : testSpan(length, horizon)),
                "validation_span=" + (length / 10 > 2 * horizon ? "10%" : validated ? horizon : 0),
                "kept=" + (validated ? "best" : "last"),
                "epochs=" + Math.clamp(READ * stride / windows, 2, MOST_EPOCHS)));
        if (!series.hasTest() && series.steps() / 5 > MANY_SCORED) {
            settings.add("test_stride=" + Math.ceilDiv(series.steps() / 5, MANY_SCORED));
        }
        return new Suggestion(
                found(series, length),
                "the values to come" + (series.series().size() == 1 ? "" : " of each series"),
                "passengers",
                settings);
    }

    /** Returns how much is held out: a fifth, or two horizons where that is more, of the shortest series one value. */
    private static String testSpan(int length, int horizon) {
        return length / 5 > 2 * horizon ? "20%" : length <= FEWEST_STEPS + 1 ? "1" : Integer.toString(2 * horizon);
    }

    private static int medianLength(SeriesDataset series) {
        return Lengths.of(series.series().stream().mapToInt(Series::length).toArray())
                .median();
    }

    private static String found(SeriesDataset series, int length) {
        int count = series.series().size();
        return series.name() + ": " + Words.count(count) + " series of " + Sentence.counted(length, "value")
                + (count == 1 ? ", " : " in the median, ") + series.frequency() + " apart";
    }
}
