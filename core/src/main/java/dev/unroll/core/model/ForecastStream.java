package dev.unroll.core.model;

import dev.unroll.core.input.History;
import dev.unroll.core.input.Missing;
import dev.unroll.core.input.SeriesEncoder;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Forecasts while a series is still coming: after each value those to come, from the latest that the model reads. A forecast
 * has the bits of {@link Forecaster#forecast} on the whole history, if the model learned the series or scales windows alone.
 * For one thread at a time.
 */
public final class ForecastStream {

    private final Forecaster forecaster;
    private final SeriesEncoder encoder;
    private final String series;
    private final double[] latest;
    private int count;

    /**
     * Starts with no value.
     *
     * @param series by which name the model may know the scale
     * @throws IllegalArgumentException if the model reads columns beside the target, or those known ahead
     */
    public ForecastStream(Model model, String series) {
        this.forecaster = new Forecaster(model);
        this.series = series;
        this.encoder = (SeriesEncoder) model.input();
        if (!encoder.past().isEmpty() || !encoder.known().isEmpty()) {
            throw new IllegalArgumentException("model " + model.name() + " reads "
                    + Stream.of(encoder.past(), encoder.known())
                            .flatMap(columns -> columns.keySet().stream())
                            .toList()
                    + " beside the target, which a stream of values does not have");
        }
        this.latest = new double[encoder.lookback()];
    }

    /**
     * Takes the next value of the series.
     *
     * @param value NaN if it is missing, where the model learned of missing values
     * @throws IllegalArgumentException if it is not finite, or cannot be read; it is not taken then
     */
    public void add(double value) {
        boolean mayLack = encoder.missing() == Missing.MASK;
        if (!Double.isFinite(value) && !(Double.isNaN(value) && mayLack)) {
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
