package dev.unroll.core.model;

import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Forecasts while a series is still coming: after each value those to come, from the latest that the model reads. A forecast
 * has the bits of {@link Forecaster#forecast} on the whole history, if the model learned the series or scales windows alone.
 * For one thread at a time.
 */
public final class ForecastStream {

    private final Forecaster forecaster;
    private final Model model;
    private final SeriesEncoder encoder;
    private String series;
    private final double[] latest;
    private int count;

    /**
     * Starts with no value.
     *
     * @param series by which name the model may know the scale
     * @throws IllegalArgumentException if the model reads columns beside the target, or those known ahead
     */
    public ForecastStream(Model model, String series) {
        this(new Forecaster(model), model, series);
    }

    private ForecastStream(Forecaster forecaster, Model model, String series) {
        this.forecaster = forecaster;
        this.model = model;
        this.series = series;
        this.encoder = (SeriesEncoder) model.input();
        List<String> beside = Stream.of(encoder.past(), encoder.known())
                .flatMap(columns -> columns.keySet().stream())
                .toList();
        if (!beside.isEmpty()) {
            throw new IllegalArgumentException("model " + model.name() + " reads " + String.join(", ", beside)
                    + " beside the target, which a stream of values does not have; ask it of a table");
        }
        this.latest = new double[encoder.lookback()];
    }

    /** Returns a stream of the same series without values, on the same weights, for another thread. */
    public ForecastStream fork() {
        return new ForecastStream(forecaster.fork(), model, series);
    }

    /** Returns the latest values that came, as many as the model reads at most, as a copy: all that is remembered. */
    public double[] latest() {
        return Arrays.copyOf(latest, count);
    }

    /**
     * Goes on with another series, of which this is remembered.
     *
     * @param other its name
     * @param values its {@link #latest}
     * @throws IllegalArgumentException if they are more than the model reads
     */
    public void resume(String other, double[] values) {
        if (values.length > latest.length) {
            throw new IllegalArgumentException("of series " + other + " at most " + latest.length
                    + " values are read, but there are " + values.length);
        }
        series = other;
        count = values.length;
        System.arraycopy(values, 0, latest, 0, count);
    }

    /**
     * Takes the next value of the series.
     *
     * @param value NaN if it is missing, where the model learned of missing values
     * @throws IllegalArgumentException if it is not finite, or cannot be read; it is not taken then
     */
    public void add(double value) {
        boolean isMissing = encoder.mayBeMissing() && Double.isNaN(value);
        if (!isMissing && !Double.isFinite(value)) {
            throw new IllegalArgumentException("a value of series " + series + " must be finite but is " + value);
        }
        encoder.requireReadable(series, value);
        if (count == latest.length) {
            System.arraycopy(latest, 1, latest, 0, count - 1);
            count--;
        }
        latest[count++] = value;
    }

    /** Returns whether enough values came to forecast. */
    public boolean isReady() {
        return count >= encoder.segment();
    }

    /**
     * Returns the values that follow those that came.
     *
     * @throws IllegalArgumentException if fewer came than a segment has
     */
    public SeriesForecast forecast() {
        return forecaster.forecast(History.of(series, Arrays.copyOf(latest, count)));
    }
}
