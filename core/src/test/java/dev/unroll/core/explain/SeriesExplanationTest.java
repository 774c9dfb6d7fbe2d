package dev.unroll.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.explain.SeriesExplanation.Column;
import dev.unroll.core.explain.SeriesExplanation.Part;
import dev.unroll.core.input.History;
import dev.unroll.core.input.Scale;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.input.Transform;
import dev.unroll.core.input.WindowScaling;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.Forecast.Answer;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesExplanationTest {

    private static final int LENGTH = 15;
    private static final int AHEAD = 4;

    private static double random(int column, int step) {
        return 5 + 3 * CounterHash.uniform(7, Purpose.SAMPLING, column, step, 0, 0);
    }

    private static double[] column(int number, int length) {
        double[] values = new double[length];
        Arrays.setAll(values, step -> random(number, step));
        return values;
    }

    private static Network network(SeriesEncoder encoder, Forecast task) {
        var spec = new NetworkSpec(
                new InputSpec.Dense(encoder.features()),
                List.of(new Layer(Cells.gru(encoder.features(), 6, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(task.outputs()));
        float[] values = new float[Network.layoutOf(spec).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * CounterHash.uniform(5, Purpose.SAMPLING, i, 0, 0, 0) - 1;
        }
        return Network.of(spec, values);
    }

    private static Model model(Forecast task, Transform transform, WindowScaling scaling, int season) {
        var known = new LinkedHashMap<String, Scale>();
        known.put("hour sin", new Scale(6, 2));
        known.put("hour cos", new Scale(7, 1));
        var encoder = new SeriesEncoder(
                10,
                2,
                AHEAD,
                transform,
                scaling,
                season,
                Map.of("wind", new Scale(6, 1)),
                known,
                Map.of("s", new Scale(transform == Transform.LOG ? 1.8 : 6, transform == Transform.LOG ? 0.3 : 1.5)));
        return new Model("m", task, network(encoder, task), encoder);
    }

    static Stream<Model> models() {
        var points = new Forecast(AHEAD, new Answer.Point());
        return Stream.of(
                model(points, Transform.NONE, WindowScaling.NONE, 0),
                model(points, Transform.LOG, WindowScaling.LAST_STANDARD, 3),
                model(new Forecast(2, new Answer.Gaussian()), Transform.NONE, WindowScaling.MEAN, 0),
                model(
                        new Forecast(3, new Answer.Quantiles(List.of(0.1, 0.5, 0.9))),
                        Transform.NONE,
                        WindowScaling.LAST,
                        0));
    }

    private static History history(double[] target, double[] wind, double[] sine, double[] cosine) {
        return new History("s", target, List.of(wind), List.of(sine, cosine));
    }

    private static History history() {
        return history(column(0, LENGTH), column(1, LENGTH), column(2, LENGTH + AHEAD), column(3, LENGTH + AHEAD));
    }

    private static SeriesExplanation explained(Model model) {
        return SeriesExplanation.of(model, history(), OptionalInt.empty(), name -> name.split(" ", -1)[0]);
    }

    private static double asked(Model model, History history) {
        return Arrays.stream(new Forecaster(model).forecast(history).values())
                .average()
                .orElseThrow();
    }

    /** Returns a column of which steps {@code from} to {@code to} have the mean of the steps {@code first} to the end. */
    private static double[] hidden(double[] column, int first, int from, int to) {
        double mean = Arrays.stream(column, first, column.length).average().orElseThrow();
        double[] changed = column.clone();
        Arrays.fill(changed, from, to, mean);
        return changed;
    }

    @ParameterizedTest
    @MethodSource("models")
    void anInfluenceIsWhatAForecastLosesWhereAStepIsReplacedByTheMeanOfWhatIsRead(Model model) {
        SeriesExplanation explanation = explained(model);
        double value = asked(model, history());
        assertEquals(value, explanation.value(), 1e-12);
        // Of 15 values the model reads the last 10.
        for (int step = 5; step < LENGTH; step++) {
            double target = asked(
                    model,
                    history(
                            hidden(column(0, LENGTH), 5, step, step + 1),
                            column(1, LENGTH),
                            column(2, LENGTH + AHEAD),
                            column(3, LENGTH + AHEAD)));
            double wind = asked(
                    model,
                    history(
                            column(0, LENGTH),
                            hidden(column(1, LENGTH), 5, step, step + 1),
                            column(2, LENGTH + AHEAD),
                            column(3, LENGTH + AHEAD)));
            assertEquals(value - target, explanation.columns().get(0).byPart().get(step - 5), 1e-12);
            assertEquals(value - wind, explanation.columns().get(1).byPart().get(step - 5), 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void columnsOfOneNameAreHiddenTogetherAheadToo(Model model) {
        SeriesExplanation explanation = explained(model);
        assertEquals(
                List.of("s", "wind", "hour"),
                explanation.columns().stream().map(Column::name).toList());
        Column hour = explanation.columns().get(2);
        assertEquals(10 + AHEAD, hour.byPart().size());
        double value = asked(model, history());
        for (int step = 5; step < LENGTH + AHEAD; step++) {
            double without = asked(
                    model,
                    history(
                            column(0, LENGTH),
                            column(1, LENGTH),
                            hidden(column(2, LENGTH + AHEAD), 5, step, step + 1),
                            hidden(column(3, LENGTH + AHEAD), 5, step, step + 1)));
            assertEquals(value - without, hour.byPart().get(step - 5), 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theInfluenceOfAColumnIsThatOfAllItsStepsAtOnce(Model model) {
        SeriesExplanation explanation = explained(model);
        History flat = history(
                hidden(column(0, LENGTH), 5, 5, LENGTH),
                column(1, LENGTH),
                column(2, LENGTH + AHEAD),
                column(3, LENGTH + AHEAD));
        assertEquals(
                asked(model, history()) - asked(model, flat),
                explanation.columns().getFirst().whole(),
                1e-12);
        History nothing = history(
                hidden(column(0, LENGTH), 5, 5, LENGTH),
                hidden(column(1, LENGTH), 5, 5, LENGTH),
                hidden(column(2, LENGTH + AHEAD), 5, 5, LENGTH + AHEAD),
                hidden(column(3, LENGTH + AHEAD), 5, 5, LENGTH + AHEAD));
        assertEquals(asked(model, nothing), explanation.hidden(), 1e-12);
    }

    private static Model alone(int lookback, Forecast task) {
        var encoder =
                new SeriesEncoder(lookback, 1, 0, Transform.NONE, WindowScaling.LAST, 0, Map.of(), Map.of(), Map.of());
        return new Model("m", task, network(encoder, task), encoder);
    }

    @Test
    void answersThatAreReadAgainCarryTheInfluenceOn() {
        Model model = alone(6, new Forecast(1, 3, new Answer.Point()));
        double[] values = column(0, LENGTH);
        SeriesExplanation explanation =
                SeriesExplanation.of(model, History.of("s", values), OptionalInt.of(3), name -> name);
        var forecaster = new Forecaster(model);
        double value = forecaster.forecast(History.of("s", values)).value(2);
        assertEquals(value, explanation.value());
        for (int step = LENGTH - 6; step < LENGTH; step++) {
            History without = History.of("s", hidden(values, LENGTH - 6, step, step + 1));
            assertEquals(
                    value - forecaster.forecast(without).value(2),
                    explanation.columns().getFirst().byPart().get(step - LENGTH + 6),
                    1e-12);
        }
    }

    @Test
    void columnsThatAreKnownAheadAreHiddenAsFarAsAnswersThatAreReadAgainReach() {
        var task = new Forecast(2, 6, new Answer.Point());
        var encoder = new SeriesEncoder(
                4, 2, 2, Transform.NONE, WindowScaling.NONE, 0, Map.of(), Map.of("plan", new Scale(6, 1)), Map.of());
        var model = new Model("m", task, network(encoder, task), encoder);
        double[] plan = column(2, 10);
        var history = new History("s", column(0, 4), List.of(), List.of(plan));
        Column influence = SeriesExplanation.of(model, history).columns().getLast();
        assertEquals(10, influence.byPart().size());
        for (int step = 0; step < 10; step++) {
            var without = new History("s", column(0, 4), List.of(), List.of(hidden(plan, 0, step, step + 1)));
            assertEquals(
                    asked(model, history) - asked(model, without),
                    influence.byPart().get(step),
                    1e-12);
            assertTrue(influence.byPart().get(step) != 0);
        }
    }

    @Test
    void aLongPastIsHiddenAFewStepsAtATimeAndTheLatestPartIsWhole() {
        Model model = alone(500, new Forecast(1, new Answer.Point()));
        List<Part> parts =
                SeriesExplanation.of(model, History.of("s", column(0, 600))).parts();
        assertEquals(new Part(-3, 0), parts.getLast());
        assertEquals(new Part(-500, -498), parts.getFirst());
        assertEquals(167, parts.size());
    }

    @Test
    void whereTheNextValueIsThatOfSevenStepsAgoThatStepMovesTheForecastByWhatItIsAboveTheMean() {
        int lookback = 10;
        var encoder = new SeriesEncoder(
                lookback,
                10,
                0,
                Transform.NONE,
                WindowScaling.NONE,
                0,
                Map.of(),
                Map.of(),
                Map.of("s", new Scale(6.5, 1)));
        var task = new Forecast(1, new Answer.Point());
        List<Matrix> inputs = new ArrayList<>();
        Matrix answers = Matrix.zeros(400, 1);
        for (int i = 0; i < 400; i++) {
            double[] values = column(100 + i, lookback);
            var window = encoder.encode(History.of("s", values));
            inputs.add(window.vectors());
            answers.set(i, 0, (float) window.answered(values[lookback - 7], 0));
        }
        var spec = new NetworkSpec(
                new InputSpec.Dense(10),
                List.of(new Layer(Cells.gru(10, 16, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(1));
        Network trained;
        try (Compute compute = Compute.of(1)) {
            var plan = TrainingPlan.of(new Adam(), 0.01)
                    .withLoss(new MeanSquaredError())
                    .withEpochs(30);
            trained = new Trainer(plan, compute)
                    .train(
                            Network.initialize(spec, Initialization.PYTORCH, 1),
                            new Examples(Sequences.ofVectors(inputs), Labels.ofValues(answers)));
        }
        double[] values = column(99, lookback);
        values[lookback - 7] = 7.9;
        SeriesExplanation explanation =
                SeriesExplanation.of(new Model("m", task, trained, encoder), History.of("s", values));
        double mean = Arrays.stream(values).average().orElseThrow();
        List<Double> influences = explanation.columns().getFirst().byPart();
        for (int step = 0; step < lookback; step++) {
            double expected = step == lookback - 7 ? values[step] - mean : 0;
            assertEquals(expected, influences.get(step), 0.25, "step " + step);
        }
        assertTrue(Math.abs(values[lookback - 7] - mean) > 0.5, "the value must differ from the mean");
    }

    @Test
    void aForecastFurtherAheadThanTheModelLooksIsRefused() {
        Model model = alone(6, new Forecast(3, new Answer.Point()));
        for (int ahead : new int[] {0, 4}) {
            var error = assertThrows(
                    IllegalArgumentException.class,
                    () -> SeriesExplanation.of(
                            model, History.of("s", column(0, 6)), OptionalInt.of(ahead), name -> name));
            assertEquals(
                    "the forecast that is explained must be from 1 to 3 steps ahead, as the model looks no further, but"
                            + " is " + ahead,
                    error.getMessage());
        }
    }
}
