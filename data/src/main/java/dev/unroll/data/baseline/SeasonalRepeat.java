package dev.unroll.data.baseline;

import dev.unroll.data.series.SeriesWindow;
import java.util.Arrays;

/**
 * What was a season ago comes again; where the history is shorter than a season, its last value.
 *
 * @param season steps
 */
public record SeasonalRepeat(int season) implements SeriesBaseline {

    public SeasonalRepeat {
        if (season < 1) {
            throw new IllegalArgumentException("season must be at least 1 but is " + season);
        }
    }

    @Override
    public String name() {
        return "repeat the last season, " + season + " steps";
    }

    @Override
    public String key() {
        return "seasonal_repeat";
    }

    @Override
    public double[] forecast(SeriesWindow window, int horizon) {
        int origin = window.origin();
        double[] values = new double[horizon];
        Arrays.setAll(values, h -> window.series().latest(Math.max(origin - season + h % season, 0)));
        if (origin < season) {
            Arrays.fill(values, window.series().latest(origin - 1));
        }
        return values;
    }
}
