package dev.unroll.core.model;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.trace.NonFinitePlace;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a model how a series goes on. A forecaster is for one thread at a time; {@link #fork} gives another thread one that
 * shares the weights.
 */
public final class Forecaster {

    private final Forecast task;
    private final SeriesEncoder encoder;
    private final Network network;
    private final NetworkWeights weights;
    private final NetworkRun run;
    private final Batch batch = new Batch();

    /**
     * Makes a model ready, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model is made for another task
     */
    public Forecaster(Model model) {
        this(model.task(Forecast.class, Forecast.NAME), (SeriesEncoder) model.input(), model.network(), Team.of(1));
    }

    /**
     * Makes a network ready, with the fastest kernels.
     *
     * @param network that answers what {@code encoder} makes of histories as {@code task} says
     */
    public Forecaster(Forecast task, SeriesEncoder encoder, Network network, Team team) {
        this(task, encoder, network, NetworkWeights.forInference(network), team);
    }

    private Forecaster(Forecast task, SeriesEncoder encoder, Network network, NetworkWeights weights, Team team) {
        this.task = task;
        this.encoder = encoder;
        this.network = network;
        this.weights = weights;
        this.run = new NetworkRun(weights, Kernels.fastest(), team);
    }

    /** Returns another forecaster on the same weights, for another thread, on that thread alone. */
    public Forecaster fork() {
        return new Forecaster(task, encoder, network, weights, Team.of(1));
    }

    /** Returns how many values the model was trained to forecast. */
    public int steps() {
        return task.steps();
    }

    /**
     * Returns the values that follow a history, as many as the model was trained for.
     *
     * @param history in the units of the data: the model scales them; NaN where a value is missing, if it learned of such
     * @throws IllegalArgumentException if the history is shorter than a segment, a column known ahead ends before what is forecast, or
     *     a number is not finite
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public SeriesForecast forecast(History history) {
        return forecast(List.of(history)).getFirst();
    }

    /**
     * Returns how each of some histories goes on, all computed at once; each is answered as it is alone.
     *
     * @param histories at least one
     * @throws IllegalArgumentException if one is shorter than a segment, a column known ahead ends before what is forecast, or
     *     a number is not finite
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public List<SeriesForecast> forecast(List<History> histories) {
        histories.forEach(this::requireKnown);
        List<SeriesForecast> forecasts = answers(histories);
        while (forecasts.getFirst().length() < task.steps()) {
            List<SeriesForecast> latest = forecasts;
            List<History> longer = new ArrayList<>();
            for (int i = 0; i < histories.size(); i++) {
                longer.add(histories.get(i).followedBy(latest.get(i).values()));
            }
            List<SeriesForecast> next = answers(longer);
            forecasts = new ArrayList<>();
            for (int i = 0; i < histories.size(); i++) {
                forecasts.add(latest.get(i).followedBy(next.get(i)));
            }
        }
        return forecasts.stream().map(each -> each.first(task.steps())).toList();
    }

    private void requireKnown(History history) {
        if (encoder.ahead() > 0 && history.knownAhead() < task.steps()) {
            throw new IllegalArgumentException("series " + history.series() + " must have "
                    + encoder.known().keySet() + " for the "
                    + Sentence.counted(task.steps(), "step") + " that are forecast but has them for "
                    + history.knownAhead());
        }
    }

    private List<SeriesForecast> answers(List<History> histories) {
        List<SeriesEncoder.Window> windows =
                histories.stream().map(encoder::encode).toList();
        Sequences sequences = Sequences.ofVectors(
                windows.stream().map(SeriesEncoder.Window::vectors).toList());
        run.forward(batch.of(sequences));
        NonFinitePlace.requireNone(
                run,
                batch,
                network,
                sequences,
                i -> "series " + histories.get(i).series());
        SeriesForecast[] forecasts = new SeriesForecast[windows.size()];
        for (int row = 0; row < run.outputRows(); row++) {
            int example = batch.example(row);
            forecasts[example] = SeriesForecast.of(
                    task,
                    windows.get(example),
                    run.output().data(),
                    run.output().at(row));
        }
        return List.of(forecasts);
    }
}
