package dev.unroll.run.task.forecast;

import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.trace.NonFinitePlace;
import dev.unroll.data.baseline.SeriesBaseline;
import dev.unroll.data.series.SeriesWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Forecasts of many windows at once. */
final class ForecastRun {

    /** Windows that are answered at once; no result depends on it. */
    private static final int AT_ONCE = 256;

    private final ForecastProblem problem;
    private final Network network;
    private final NetworkRun run;
    private final Batch batch = new Batch();

    ForecastRun(ForecastProblem problem, Network network, Team team) {
        this.problem = problem;
        this.network = network;
        this.run = new NetworkRun(NetworkWeights.forInference(network), Kernels.fastest(), team);
    }

    /** Gives each window with its forecast to an action, in order. */
    void forecast(List<SeriesWindow> windows, BiConsumer<SeriesWindow, SeriesForecast> action) {
        for (int from = 0; from < windows.size(); from += AT_ONCE) {
            List<SeriesWindow> some = windows.subList(from, Math.min(windows.size(), from + AT_ONCE));
            List<SeriesForecast> forecasts = forecasts(some);
            for (int i = 0; i < some.size(); i++) {
                action.accept(some.get(i), forecasts.get(i));
            }
        }
    }

    private List<SeriesForecast> forecasts(List<SeriesWindow> windows) {
        Forecast task = problem.task();
        SeriesEncoder encoder = problem.input();
        List<History> histories = new ArrayList<>(windows.stream()
                .map(window -> window.history(encoder.lookback(), encoder.ahead()))
                .toList());
        List<SeriesForecast> forecasts = answers(histories);
        while (forecasts.getFirst().length() < task.steps()) {
            List<SeriesForecast> soFar = forecasts;
            List<History> longer = new ArrayList<>();
            for (int i = 0; i < histories.size(); i++) {
                longer.add(histories.get(i).followedBy(soFar.get(i).values()));
            }
            List<SeriesForecast> next = answers(longer);
            forecasts = new ArrayList<>();
            for (int i = 0; i < next.size(); i++) {
                forecasts.add(soFar.get(i).followedBy(next.get(i)));
            }
        }
        return forecasts;
    }

    /** Returns what the network answers to histories, at once. */
    private List<SeriesForecast> answers(List<History> histories) {
        SeriesEncoder encoder = problem.input();
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
                    problem.task(),
                    windows.get(example),
                    run.output().data(),
                    run.output().at(row));
        }
        return List.of(forecasts);
    }

    /** Gives each window with a simple forecast to an action, in order. */
    static void forecast(
            SeriesBaseline baseline,
            List<SeriesWindow> windows,
            int steps,
            BiConsumer<SeriesWindow, SeriesForecast> action) {
        windows.forEach(window -> action.accept(window, SeriesForecast.of(baseline.forecast(window, steps))));
    }
}
