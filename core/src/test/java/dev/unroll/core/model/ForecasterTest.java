package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.History;
import dev.unroll.core.input.Scale;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.input.Transform;
import dev.unroll.core.input.WindowScaling;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.Forecast.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecasterTest {

    private static final double[] VALUES = {3, 5, 4, 8, 6, 9, 7, 12};

    private static Model model(Forecast task) {
        var encoder = new SeriesEncoder(
                4, 2, 0, Transform.NONE, WindowScaling.LAST, 0, Map.of(), Map.of(), Map.of("s", new Scale(6, 3)));
        return new Model("m", task, network(encoder, task), encoder);
    }

    private static Network network(SeriesEncoder encoder, Forecast task) {
        var spec = new NetworkSpec(
                new InputSpec.Dense(encoder.features()),
                List.of(new Layer(Cells.gru(encoder.features(), 8, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(task.outputs()));
        return Network.initialize(spec, Initialization.PYTORCH, 1);
    }

    @Test
    void aValueThatCannotBeReadIsNotTakenByAStream() {
        for (String series : List.of("s", "unknown")) {
            Model model = model(new Forecast(3, new Answer.Point()));
            var stream = new ForecastStream(model, series);
            stream.add(VALUES[0]);
            stream.add(VALUES[1]);
            double[] before = stream.forecast().values();
            var refused = assertThrows(IllegalArgumentException.class, () -> stream.add(1e300));
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .startsWith(
                                    "a value of series " + series + " must be of at most 3.4e38 on its scale but is"),
                    refused::getMessage);
            assertArrayEquals(before, stream.forecast().values());
        }
    }

    @Test
    void aStreamForecastsAsTheWholeHistoryDoes() {
        Model model = model(new Forecast(3, new Answer.Point()));
        var stream = new ForecastStream(model, "s");
        stream.add(VALUES[0]);
        assertFalse(stream.isReady());
        for (int t = 1; t < VALUES.length; t++) {
            stream.add(VALUES[t]);
            assertTrue(stream.isReady());
            History history = History.of("s", Arrays.copyOf(VALUES, t + 1));
            assertArrayEquals(
                    new Forecaster(model).forecast(history).values(),
                    stream.forecast().values());
        }
    }

    @Test
    void aModelOfColumnsBesideTheTargetHasNoStream() {
        var encoder = new SeriesEncoder(
                4,
                2,
                0,
                Transform.NONE,
                WindowScaling.LAST,
                0,
                Map.of("wind", new Scale(0, 1)),
                Map.of("price", new Scale(0, 1)),
                Map.of("s", new Scale(6, 3)));
        var task = new Forecast(2, new Answer.Point());
        var model = new Model("m", task, network(encoder, task), encoder);
        var error = assertThrows(IllegalArgumentException.class, () -> new ForecastStream(model, "s"));
        assertEquals(
                "model m reads wind, price beside the target, which a stream of values does not have; ask it of a table",
                error.getMessage());
    }

    /** Of the columns known ahead the last segment may be cut where the last step is that is asked for. */
    @Test
    void whatIsKnownAheadMustReachAsFarAsTheForecast() {
        var encoder = new SeriesEncoder(
                4,
                2,
                4,
                Transform.NONE,
                WindowScaling.LAST,
                0,
                Map.of(),
                Map.of("price", new Scale(0, 1)),
                Map.of("s", new Scale(6, 3)));
        var task = new Forecast(3, new Answer.Point());
        var forecaster = new Forecaster(task, encoder, network(encoder, task), Team.of(1));
        double[] target = Arrays.copyOf(VALUES, 4);
        double[] prices = {1, 2, 3, 4, 5, 6, 7};
        assertArrayEquals(
                forecaster
                        .forecast(new History("s", target, List.of(), List.of(new double[] {1, 2, 3, 4, 5, 6, 7, 7})))
                        .values(),
                forecaster
                        .forecast(new History("s", target, List.of(), List.of(prices)))
                        .values());
        var fewer = new History("s", target, List.of(), List.of(Arrays.copyOf(prices, 6)));
        var error = assertThrows(IllegalArgumentException.class, () -> forecaster.forecast(fewer));
        assertEquals(
                "series s must have [price] for the 3 steps that are forecast but has them for 2", error.getMessage());
    }

    @Test
    void moreStepsThanTheHorizonAreAnsweredByReadingTheAnswer() {
        History history = History.of("s", VALUES);
        var block = new Forecaster(model(new Forecast(2, new Answer.Point())));
        double[] first = block.forecast(history).values();
        double[] second = block.forecast(history.followedBy(first)).values();
        double[] third =
                block.forecast(history.followedBy(first).followedBy(second)).values();
        assertArrayEquals(
                new double[] {first[0], first[1], second[0], second[1], third[0]},
                new Forecaster(model(new Forecast(2, 5, new Answer.Point())))
                        .forecast(history)
                        .values());
    }

    @Test
    void quantilesNeverCross() {
        SeriesForecast forecast = new Forecaster(
                        model(new Forecast(16, new Answer.Quantiles(List.of(0.1, 0.4, 0.5, 0.6, 0.9)))))
                .forecast(History.of("s", VALUES));
        for (int h = 0; h < forecast.length(); h++) {
            assertEquals(forecast.quantile(h, 2), forecast.value(h));
            for (int k = 1; k < forecast.levels().size(); k++) {
                assertTrue(forecast.quantile(h, k) >= forecast.quantile(h, k - 1));
            }
        }
    }

    @Test
    void aNormalDistributionHasItsQuantiles() {
        SeriesForecast forecast =
                new Forecaster(model(new Forecast(1, new Answer.Gaussian()))).forecast(History.of("s", VALUES));
        double deviation = (forecast.quantile(0, 2) - forecast.value(0)) / 1.2815515655446004;
        assertEquals(forecast.value(0), forecast.quantile(0, 1), 1e-9);
        assertEquals(forecast.value(0) - 1.2815515655446004 * deviation, forecast.quantile(0, 0), 1e-7);
    }

    @Test
    void aModelIsLoadedAsItWasSaved(@TempDir Path folder) throws Exception {
        Model model = model(new Forecast(2, new Answer.Quantiles(List.of(0.25, 0.75))));
        model.save(folder.resolve("m"));
        Model loaded = Model.load(folder.resolve("m"));
        assertEquals(model.task(), loaded.task());
        assertEquals(model.input(), loaded.input());
        assertArrayEquals(
                new Forecaster(model).forecast(History.of("s", VALUES)).values(),
                new Forecaster(loaded).forecast(History.of("s", VALUES)).values());
    }

    @Test
    void lessThanASegmentIsRefused() {
        var forecaster = new Forecaster(model(new Forecast(3, new Answer.Point())));
        History history = History.of("s", 1);
        var thrown = assertThrows(IllegalArgumentException.class, () -> forecaster.forecast(history));
        assertEquals("series s has 1 value, but at least 2 are needed, a segment", thrown.getMessage());
    }

    @Test
    void intervalsAreNotSpunOn() {
        var quantiles = new Answer.Quantiles(List.of(0.5));
        var thrown = assertThrows(IllegalArgumentException.class, () -> new Forecast(2, 5, quantiles));
        assertEquals(
                "what is answered by reading answers must be points but is quantiles: how sure an answer is would be"
                        + " lost on the way",
                thrown.getMessage());
    }
}
