package dev.unroll.core.model;

import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.task.Forecast;
import java.util.List;

/**
 * Asks a model how a series goes on. A forecaster is for one thread at a time; {@link #fork} gives another thread one that
 * shares the weights.
 */
public final class Forecaster {

    private final Session session;

    /**
     * Makes a model ready, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model is made for another task
     */
    public Forecaster(Model model) {
        this(Session.of(model, Forecast.class, Forecast.NAME));
    }

    private Forecaster(Session session) {
        this.session = session;
    }

    /** Returns another forecaster on the same weights, for another thread. */
    public Forecaster fork() {
        return new Forecaster(session.fork());
    }

    /** Returns how many values the model was trained to forecast. */
    public int steps() {
        return task().steps();
    }

    private Forecast task() {
        return (Forecast) session.model().task();
    }

    /**
     * Returns the values that follow a history, as many as the model was trained for.
     *
     * @param history in the units of the data: the model scales them; NaN where a value is missing, if it learned of such
     * @throws IllegalArgumentException if the history is shorter than a segment, or a number is not finite
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public SeriesForecast forecast(History history) {
        SeriesForecast forecast = answer(history);
        History longer = history;
        while (forecast.length() < task().steps()) {
            SeriesForecast latest = forecast;
            longer = history.followedBy(latest.values());
            forecast = latest.followedBy(answer(longer));
        }
        return forecast.length() == task().steps() ? forecast : forecast.first(task().steps());
    }

    private SeriesForecast answer(History history) {
        SeriesEncoder.Window window = ((SeriesEncoder) session.model().input()).encode(history);
        session.forward(Sequences.ofVectors(List.of(window.vectors())), "series " + history.series());
        Matrix output = session.output();
        return SeriesForecast.of(task(), window, output.data(), output.at(0));
    }
}
