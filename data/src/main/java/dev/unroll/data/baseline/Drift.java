package dev.unroll.data.baseline;

import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesWindow;
import java.util.Arrays;

/** The straight line through the first value and the last goes on. */
public record Drift() implements SeriesBaseline {

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String key() {
        return "drift";
    }

    @Override
    public double[] forecast(SeriesWindow window, int horizon) {
        Series series = window.series();
        int last = window.origin() - 1;
        double rise = last == 0 ? 0 : (series.latest(last) - series.latest(0)) / last;
        double[] values = new double[horizon];
        Arrays.setAll(values, h -> series.latest(last) + (h + 1) * rise);
        return values;
    }
}
