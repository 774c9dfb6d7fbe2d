package dev.unroll.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.task.Task;
import dev.unroll.core.trace.IntegratedGradients;
import dev.unroll.core.trace.NetworkTrace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

    private static final String TEXT = "hello";

    private static Model model(InputSpec input, Reading reading, Readout readout) {
        var text = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("h", "e", "l", "o")));
        var layer = new Layer(Cells.lstm(input.width(), 6, Bias.PRESENT), reading);
        boolean everyStep = readout instanceof Readout.EveryStep;
        var spec = new NetworkSpec(input, List.of(layer), readout, new Head.Linear(everyStep ? 4 : 3));
        // Larger weights than a fresh network has: answers must depend on the text.
        float[] values = new float[Network.layoutOf(spec).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 * CounterHash.uniform(1, Purpose.SAMPLING, i, 0, 0, 0) - 1.5f;
        }
        Task task = everyStep ? new NextToken(text) : new Classify(List.of("a", "b", "c"));
        return new Model("m", task, Network.of(spec, values), text);
    }

    static Stream<Model> models() {
        return Stream.of(
                model(new InputSpec.OneHot(4), Reading.FORWARD, new Readout.LastStep()),
                model(new InputSpec.Embedding(4, 3), Reading.BIDIRECTIONAL, new Readout.LastStep()),
                model(new InputSpec.Embedding(4, 3), Reading.BIDIRECTIONAL, new Readout.Max()),
                model(new InputSpec.Embedding(4, 3), Reading.FORWARD, new Readout.Mean()),
                model(new InputSpec.Embedding(4, 3), Reading.FORWARD, new Readout.Flatten(TEXT.length())),
                model(new InputSpec.OneHot(4), Reading.FORWARD, new Readout.EveryStep()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void integratedGradientsAddUpToTheChangeOfTheAnswer(Model model) {
        Explanation explanation = Explanation.of(model, TEXT);
        var integrated = explanation.integrated();
        assertEquals(StrictMath.log(explanation.answer().probability()), integrated.after(), 1e-5);
        double change = integrated.after() - integrated.before();
        assertTrue(Math.abs(change) > 0.01, "the answer must depend on the text");
        assertEquals(change, integrated.sum(), Explanation.TOLERANCE * Math.abs(change));
        assertEquals(TEXT.length(), integrated.bySteps().size());
    }

    @ParameterizedTest
    @MethodSource("models")
    void theLastGuessIsTheAnswer(Model model) {
        Explanation explanation = Explanation.of(model, TEXT);
        assertEquals(explanation.ranked().getFirst(), explanation.answer());
        assertEquals(TEXT.length(), explanation.guesses().size());
        assertEquals(explanation.answer(), explanation.guesses().getLast());
        assertEquals(explanation.answer().probability(), explanation.course().getLast());
    }

    private static Model vectors(Readout readout) {
        var layer = new Layer(Cells.gru(3, 5, Bias.PRESENT), Reading.FORWARD);
        var spec = new NetworkSpec(new InputSpec.Dense(3), List.of(layer), readout, new Head.Linear(2));
        float[] values = new float[Network.layoutOf(spec).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 * CounterHash.uniform(2, Purpose.SAMPLING, i, 0, 0, 0) - 1.5f;
        }
        var encoder = new VectorEncoder(3, 10, 4);
        return new Model("v", new Classify(List.of("a", "b")), Network.of(spec, values), encoder);
    }

    /** Returns measured numbers, [4, 3], of which the last steps are what the encoder takes for zero. */
    private static Matrix measured(int steps) {
        Matrix raw = Matrix.zeros(4, 3);
        for (int t = 0; t < 4; t++) {
            for (int j = 0; j < 3; j++) {
                raw.set(t, j, t < steps ? 10 + 7 * CounterHash.uniform(3, Purpose.SAMPLING, t, j, 0, 0) : 10);
            }
        }
        return raw;
    }

    @Test
    void ofVectorsTheInfluencesOfAllNumbersAddUp() {
        for (Readout readout : List.of(new Readout.LastStep(), new Readout.Flatten(4))) {
            Model model = vectors(readout);
            Explanation explanation = Explanation.of(model, measured(4));
            assertEquals(new Classifier(model).predict(measured(4)), explanation.ranked());
            assertEquals(List.of("1", "2", "3", "4"), explanation.tokens());
            var integrated = explanation.integrated();
            double change = integrated.after() - integrated.before();
            assertTrue(Math.abs(change) > 0.01, "the answer must depend on the numbers");
            assertEquals(change, integrated.sum(), Explanation.TOLERANCE * Math.abs(change));
            integrated.influence().requireShape("influence", 4, 3);
        }
    }

    @Test
    void aGuessOfAnInputOfOneLengthIsTheAnswerIfZerosFollowed() {
        Model model = vectors(new Readout.Flatten(4));
        List<Prediction> guesses = Explanation.of(model, measured(4)).guesses();
        var session = new Classifier(model);
        for (int steps = 1; steps <= 4; steps++) {
            assertEquals(session.predict(measured(steps)).getFirst(), guesses.get(steps - 1));
        }
    }

    @Test
    void aTextMayBeginWithItsLabel() {
        var vocabulary = Vocabulary.of(List.of("</s>", "<label:x>", "a", "b"));
        var text = new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.LABEL_AND_END, vocabulary);
        var spec = new NetworkSpec(
                new InputSpec.OneHot(4),
                List.of(new Layer(Cells.elman(4, 3, Bias.PRESENT))),
                new Readout.EveryStep(),
                new Head.Linear(4));
        var network = Network.initialize(spec, Initialization.PYTORCH, 1);
        var model = new Model("m", new NextToken(text), network, text);
        Explanation explanation = Explanation.of(model, new Prompt(Optional.of("x"), "ab"), "b");
        assertEquals(List.of("<label:x>", "a", "b"), explanation.tokens());
        assertEquals("b", explanation.answer().label());
        assertEquals(3, explanation.guesses().size());
    }

    static Stream<Model> classifiers() {
        return Stream.of(Reading.values()).flatMap(reading -> Stream.of(
                        new Readout.LastStep(), new Readout.LastPosition(), new Readout.Mean(), new Readout.Max())
                .map(readout -> model(new InputSpec.Embedding(4, 3), reading, readout)));
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void aGuessIsTheAnswerToTheTextSoFar(Model model) {
        var session = new Classifier(model);
        List<Prediction> guesses = Explanation.of(model, TEXT).guesses();
        for (int t = 1; t <= TEXT.length(); t++) {
            assertEquals(session.predict(TEXT.substring(0, t)).getFirst(), guesses.get(t - 1));
        }
    }

    @Test
    void tokensAreThoseOfTheTextWithMarksAndStrangersQuoted() {
        var vocabulary =
                Vocabulary.count(Stream.of("a", "b", "c"), Marks.BEGIN_AND_END.tokens(), Vocabulary.Limits.NONE);
        var text = new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.BEGIN_AND_END, vocabulary);
        int size = vocabulary.size();
        var spec = new NetworkSpec(
                new InputSpec.OneHot(size),
                List.of(new Layer(Cells.elman(size, 2, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(2));
        var network = Network.initialize(spec, Initialization.PYTORCH, 1);
        var model = new Model("m", new Classify(List.of("x", "y")), network, text);
        assertEquals(
                List.of("<s>", "a", "‹z›", "b", "</s>"),
                Explanation.of(model, "azb").tokens());
    }

    @Test
    void anyAnswerCanBeExplained() {
        Model model = model(new InputSpec.OneHot(4), Reading.FORWARD, new Readout.LastStep());
        Explanation least = Explanation.of(
                model, TEXT, Explanation.of(model, TEXT).ranked().getLast().label());
        assertEquals(least.ranked().getLast(), least.answer());
        var unknown = assertThrows(IllegalArgumentException.class, () -> Explanation.of(model, TEXT, "d"));
        assertEquals("the model has no label \"d\"; it has a, b, c", unknown.getMessage());
        var empty = assertThrows(IllegalArgumentException.class, () -> Explanation.of(model, ""));
        assertEquals(
                "\"\" has no token that the model reads (unicode), so there is nothing to explain", empty.getMessage());
    }

    /** Networks whose answer to a beginning is not to be had from that to a longer one. */
    static Stream<Model> readersOfTheWhole() {
        return Stream.of(
                model(new InputSpec.OneHot(4), Reading.BIDIRECTIONAL, new Readout.Max()),
                model(new InputSpec.OneHot(4), Reading.FORWARD, new Readout.Mean()));
    }

    @ParameterizedTest
    @MethodSource("readersOfTheWhole")
    void ofALongInputSomeBeginningsAreAnsweredAndTheStepsBetweenHaveTheGuessBeforeThem(Model model) {
        String text = "hello".repeat(1200);
        Explanation explanation = Explanation.of(model, text);
        int spacing = explanation.spacing();
        assertTrue(spacing > 1, "spacing is " + spacing);
        assertEquals(text.length(), explanation.guesses().size());
        assertEquals(explanation.answer(), explanation.guesses().getLast());
        var classifier = new Classifier(model);
        for (int place : new int[] {0, spacing, 2 * spacing}) {
            Prediction answer = classifier.predict(text.substring(0, place + 1)).getFirst();
            assertEquals(answer, explanation.guesses().get(place));
            assertEquals(answer, explanation.guesses().get(place + spacing - 1));
        }
    }

    @Test
    void aLongInputGetsFewerPointsOnTheLine() {
        Network network = model(new InputSpec.OneHot(4), Reading.FORWARD, new Readout.LastStep())
                .network();
        Matrix input = NetworkTrace.vectors(network, new int[35_000]);
        assertEquals(32, IntegratedGradients.of(network, input, 0, 0).points());
    }

    @Test
    void ofAForwardReadersLastStepEveryBeginningIsAnswered() {
        Model model = model(new InputSpec.OneHot(4), Reading.FORWARD, new Readout.LastStep());
        assertEquals(1, Explanation.of(model, "hello".repeat(1200)).spacing());
    }
}
