package dev.unroll.data.baseline;

import dev.unroll.data.series.SeriesWindow;
import java.util.Arrays;

/** All stays as it is: of a random walk, as many prices are, nothing is better. */
public record LastValue() implements SeriesBaseline {

    @Override
    public String name() {
        return "repeat the last value";
    }

    @Override
    public String key() {
        return "last_value";
    }

    @Override
    public double[] forecast(SeriesWindow window, int horizon) {
        double[] values = new double[horizon];
        Arrays.fill(values, window.series().latest(window.origin() - 1));
        return values;
    }
}
