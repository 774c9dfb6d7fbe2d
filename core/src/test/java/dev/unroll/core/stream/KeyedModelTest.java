package dev.unroll.core.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.cells.LearnedStarts;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.ForecastStream;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Regressor;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.pass.Stepper;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.Regress;
import dev.unroll.core.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sequences whose states are bytes between their events, beside one pass over each. */
class KeyedModelTest {

    /** A store of bytes, as an engine has one. */
    private final Map<String, byte[]> store = new LinkedHashMap<>();

    private Optional<Answer> read(KeyedModel model, String key, Event event) {
        Step step = model.read(key, Optional.ofNullable(store.get(key)).map(StreamState::of), event);
        step.state().ifPresentOrElse(state -> store.put(key, state.toBytes()), () -> store.remove(key));
        return step.answer();
    }

    private static Event.Vector vector(int key, int step) {
        return (Event.Vector) Event.vector(step * 0.5f - key, key * 0.25f + step % 3);
    }

    @Test
    void theStatesAreThoseOfOnePassOfAStepper() {
        Model model = SampleModels.vectors(1);
        var keyed = KeyedModel.of(model);
        for (int step = 0; step < 20; step++) {
            for (int key = 0; key < 3; key++) {
                read(keyed.fork(), "k" + key, vector(key, step));
            }
        }
        for (int key = 0; key < 3; key++) {
            var stepper = new Stepper(NetworkWeights.forInference(model.network()), Kernels.fastest());
            Matrix state = stepper.newState();
            for (int step = 0; step < 20; step++) {
                Matrix raw = Matrix.of(vector(key, step).step(), 1, 2);
                stepper.step(model.vectors().encode(raw).data(), state, state, new float[2]);
            }
            assertEquals(StreamState.of(model.fingerprint(), 20, state.data()), StreamState.of(store.get("k" + key)));
        }
    }

    @Test
    void theAnswerIsThatToTheWholeSequence() {
        var keyed = KeyedModel.of(SampleModels.vectors(1));
        read(keyed, "a", Event.vector(1, 2));
        read(keyed, "b", Event.vector(9, 9));
        Answer answer = read(keyed, "a", Event.vector(-3, 4)).orElseThrow();
        assertEquals(
                new Answer.Labels(
                        new Classifier(SampleModels.vectors(1)).predict(Matrix.of(new float[] {1, 2, -3, 4}, 2, 2))),
                answer);
    }

    @Test
    void aTextIsEndedByItsMark() {
        var keyed = KeyedModel.of(SampleModels.texts());
        read(keyed, "a", Event.text("ab"));
        read(keyed, "b", Event.text("bbb"));
        read(keyed, "a", Event.text("b?a"));
        Answer answer = read(keyed, "a", Event.end()).orElseThrow();
        assertEquals(new Answer.Labels(new Classifier(SampleModels.texts()).predict("abb?a")), answer);
        assertFalse(store.containsKey("a"));
    }

    @Test
    void theEndOfVectorsFreesTheStateAndSaysNothing() {
        var keyed = KeyedModel.of(SampleModels.vectors(1));
        Optional<Answer> first = read(keyed, "a", Event.vector(1, 2));
        assertEquals(Optional.empty(), read(keyed, "a", Event.end()));
        assertEquals(Optional.empty(), read(keyed, "new", Event.end()));
        assertEquals(Map.of(), store);
        assertEquals(first, read(keyed, "a", Event.vector(1, 2)));
    }

    @Test
    void valuesAreThoseOfTheWholeSequence() {
        var keyed = KeyedModel.of(SampleModels.values());
        read(keyed, "a", Event.vector(1, 2));
        read(keyed, "b", Event.vector(9, 9));
        var answer = (Answer.Values) read(keyed, "a", Event.vector(-3, 4)).orElseThrow();
        List<Float> whole = new Regressor(SampleModels.values()).predict(Matrix.of(new float[] {1, 2, -3, 4}, 2, 2));
        assertEquals(whole, new ArrayList<>(answer.byName().values()));
        assertEquals(List.of("sum", "mean"), List.copyOf(answer.byName().keySet()));
    }

    @Test
    void sequencesOfValuesBeginAtTheStartThatWasLearned() {
        var spec = new NetworkSpec(
                new InputSpec.Dense(2),
                List.of(new Layer(LearnedStarts.of(Cells.gru(2, 3, Bias.PRESENT)))),
                new Readout.LastStep(),
                new Head.Linear(1));
        float[] values = new float[Network.layoutOf(spec).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 * 0.25f - 0.5f;
        }
        var model = new Model(
                "r",
                new Regress(List.of(new Regress.Value("a", 0, 1))),
                Network.of(spec, values),
                new VectorEncoder(2, 1, 4));
        var answer = (Answer.Values)
                read(KeyedModel.of(model), "a", Event.vector(1, 2)).orElseThrow();
        assertEquals(
                new Regressor(model).predict(Matrix.of(new float[] {1, 2}, 1, 2)),
                new ArrayList<>(answer.byName().values()));
    }

    @Test
    void forecastsAreThoseOfTheLatestValues() {
        var keyed = KeyedModel.of(SampleModels.series());
        var beside = new ForecastStream(SampleModels.series(), "a");
        assertEquals(Optional.empty(), read(keyed, "a", Event.value(0)));
        beside.add(0);
        for (int i = 1; i < 12; i++) {
            read(keyed, "b", Event.value(-i));
            var answer = (Answer.Forecast) read(keyed, "a", Event.value(i * i)).orElseThrow();
            beside.add(i * i);
            assertEquals(json(beside), answer.json());
        }
    }

    private static String json(ForecastStream stream) {
        return new Answer.Forecast(stream.forecast()).json();
    }

    @Test
    void answersAreWrittenInTheWordsOfTheCommandLine() {
        var labels = new Answer.Labels(List.of(new Prediction("no", 0.75), new Prediction("<a>", 0.25)));
        assertEquals(
                "{\"labels\":[{\"label\":\"no\",\"probability\":0.75},{\"label\":\"<a>\",\"probability\":0.25}]}",
                labels.json());
        assertEquals(
                "{\"labels\":[{\"label\":\"no\",\"probability\":0.75}]}",
                labels.first(1).json());
        assertEquals("{\"values\":{\"sum\":1.5}}", new Answer.Values(Map.of("sum", 1.5f)).json());
    }

    @Test
    void anEventThatIsNoneOfTheModelLeavesTheState() {
        var keyed = KeyedModel.of(SampleModels.vectors(1));
        read(keyed, "a", Event.vector(1, 2));
        byte[] before = store.get("a");
        assertEquals("a step must have 2 numbers but has 1; cut the sequence so", refusal(keyed, Event.vector(1)));
        assertEquals("number 1 of step 0 must be finite but is NaN", refusal(keyed, Event.vector(1, Float.NaN)));
        assertEquals(
                "model v reads vectors but the event is a text; give it what it reads",
                refusal(keyed, Event.text("a")));
        assertEquals(before, store.get("a"));
        store.clear();
        assertEquals(
                "model t reads texts but the event is a value; give it what it reads",
                refusal(KeyedModel.of(SampleModels.texts()), Event.value(1)));
    }

    @Test
    void anEventAfterWhichANumberIsNotFiniteLeavesTheState() {
        var spec = new NetworkSpec(
                new InputSpec.Dense(1),
                List.of(new Layer(Cells.elmanRelu(1, 1, Bias.ABSENT))),
                new Readout.LastStep(),
                new Head.Linear(2));
        Network network = Network.of(spec, new float[] {1e30f, 10, 1, -1, 0, 0});
        var task = new Regress(List.of(new Regress.Value("a", 0, 1), new Regress.Value("b", 0, 1)));
        for (Task each : List.of(new Classify(List.of("a", "b")), task)) {
            var keyed = KeyedModel.of(new Model("m", each, network, new VectorEncoder(1, 0, 1)));
            store.clear();
            read(keyed, "a", Event.vector(1));
            byte[] before = store.get("a");
            var error = assertThrows(NonFiniteException.class, () -> read(keyed, "a", Event.vector(1e30f)));
            assertEquals(
                    "the stream has no answer: the first number that is not finite arises at step 2, in layer 0 (rnn_relu)."
                            + " Shorten the input, or train again with a lower learning rate, a clipped gradient, or a cell"
                            + " whose state cannot overflow",
                    error.getMessage());
            assertEquals(before, store.get("a"));
            read(keyed, "a", Event.vector(1));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // As a mapper of a stream may do.
    void noEventIsRefused() {
        assertEquals(
                "the event under key a is null, and not what model v reads; give it one, or leave its record out",
                refusal(KeyedModel.of(SampleModels.vectors(1)), null));
    }

    private String refusal(KeyedModel model, Event event) {
        return assertThrows(IllegalArgumentException.class, () -> read(model, "a", event))
                .getMessage();
    }

    @Test
    void aModelThatWasSavedGoesOnWithTheStatesOfBefore(@TempDir Path folder) throws IOException {
        for (Model model :
                List.of(SampleModels.vectors(1), SampleModels.texts(), SampleModels.values(), SampleModels.series())) {
            model.save(folder.resolve(model.name()));
            assertEquals(
                    model.fingerprint(),
                    Model.load(folder.resolve(model.name())).fingerprint());
        }
    }

    @Test
    void theStateOfAnotherModelIsRefused() {
        read(KeyedModel.of(SampleModels.vectors(1)), "a", Event.vector(1, 2));
        var other = KeyedModel.of(SampleModels.vectors(2));
        var error = assertThrows(StateException.class, () -> read(other, "a", Event.vector(1, 2)));
        assertEquals(
                "the state under key a is of model " + SampleModels.vectors(1).fingerprint()
                        + " but the model asked is v, "
                        + SampleModels.vectors(2).fingerprint()
                        + "; go on with the model that left it, or let the sequences begin anew: NewModel.RESTART",
                error.getMessage());
    }

    @Test
    void theStateOfAnotherModelIsForgottenIfAsked() {
        read(KeyedModel.of(SampleModels.vectors(1)), "a", Event.vector(1, 2));
        var other = KeyedModel.of(SampleModels.vectors(2)).with(NewModel.RESTART);
        Optional<Answer> answer = read(other, "a", Event.vector(3, 4));
        assertEquals(read(other, "fresh", Event.vector(3, 4)), answer);
        assertEquals(1, StreamState.of(store.get("a")).steps());
    }
}
