package dev.unroll.run.task.forecast;

import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.TimeAxis;
import dev.unroll.data.series.Values;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Series whose steps are counted. */
final class Ramp {

    private Ramp() {}

    static Series series(String id, double... values) {
        return new Series(id, axis(), Values.of(values), List.of(), List.of());
    }

    /** Returns the series 0, 1, 2, … of a length. */
    static Series of(String id, int length) {
        double[] values = new double[length];
        for (int t = 0; t < length; t++) {
            values[t] = t;
        }
        return series(id, values);
    }

    private static TimeAxis axis() {
        return new TimeAxis() {
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
    }
}
