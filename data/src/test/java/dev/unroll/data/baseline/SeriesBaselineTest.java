package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.unroll.core.input.Scale;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.data.series.TimeAxis;
import dev.unroll.data.series.Values;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesBaselineTest {

    private static final TimeAxis COUNTED = new TimeAxis() {
        @Override
        public String text(long step) {
            return Long.toString(step);
        }

        @Override
        public Optional<LocalDateTime> dateTime(long step) {
            return Optional.empty();
        }

        @Override
        public Frequency frequency() {
            return Frequency.STEPS;
        }
    };

    private static SeriesWindow window(int origin, double... values) {
        return new SeriesWindow(new Series("s", COUNTED, Values.of(values), List.of(), List.of()), origin);
    }

    @Test
    void theLastValueIsRepeated() {
        assertArrayEquals(new double[] {7, 7}, new LastValue().forecast(window(3, 1, 5, 7, 9), 2));
    }

    @Test
    void theLineThroughTheEndsGoesOn() {
        assertArrayEquals(new double[] {9, 11}, new Drift().forecast(window(4, 1, 5, 2, 7), 2), 1e-12);
    }

    @Test
    void theLastSeasonIsRepeated() {
        assertArrayEquals(new double[] {2, 3, 4, 2}, new SeasonalRepeat(3).forecast(window(5, 0, 1, 2, 3, 4, 9, 9), 4));
    }

    @Test
    void aHistoryShorterThanASeasonRepeatsItsLastValue() {
        assertArrayEquals(new double[] {4, 4}, new SeasonalRepeat(12).forecast(window(2, 3, 4), 2));
    }

    /** Fibonacci's rule without its growth: x + y − mean goes on as a + b of the differences, which a linear model knows. */
    @Test
    void aLinearRuleIsLearned() {
        double[] values = new double[400];
        values[1] = 1;
        for (int t = 2; t < values.length; t++) {
            values[t] = 1.6 * values[t - 1] - values[t - 2];
        }
        List<SeriesWindow> windows = new ArrayList<>();
        var series = new Series("s", COUNTED, Values.of(values), List.of(), List.of());
        for (int origin = 4; origin < 390; origin++) {
            windows.add(new SeriesWindow(series, origin));
        }
        var linear = LinearForecast.train(windows, 4, 2, each -> new Scale(0, 0.01));
        assertArrayEquals(
                new double[] {values[395], values[396]}, linear.forecast(new SeriesWindow(series, 395), 2), 2e-3);
    }
}
