package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.explain.Explanation;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.pass.Stepper;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.train.Evaluator;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What is not finite is no answer, wherever it arises. The state of most of these models is h = max(0, x + 10 h), which passes
 * the largest float at step 40.
 */
class NonFiniteAnswerTest {

    private static final TextEncoder TEXT =
            new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("a", "b")));
    private static final String SIXTY = "a".repeat(60);
    private static final String ADVICE =
            ". Shorten the input, or train again with a lower learning rate, a clipped gradient,"
                    + " or a cell whose state cannot overflow";

    private static Layer relu(int inputs, int units) {
        return new Layer(Cells.elmanRelu(inputs, units, Bias.ABSENT));
    }

    private static Model classifier(List<Layer> layers, float... values) {
        var spec = new NetworkSpec(new InputSpec.OneHot(2), layers, new Readout.LastStep(), new Head.Linear(2));
        return new Model("m", new Classify(List.of("left", "right")), Network.of(spec, values), TEXT);
    }

    private static Model growing() {
        return classifier(List.of(relu(2, 1)), 1, 1, 10, 1, -1, 0, 0);
    }

    private static Model writer() {
        var spec = new NetworkSpec(
                new InputSpec.OneHot(2), List.of(relu(2, 1)), new Readout.EveryStep(), new Head.Linear(2));
        return new Model("w", new NextToken(TEXT), Network.of(spec, new float[] {1, 1, 10, 1, -1, 0, 0}), TEXT);
    }

    private static void assertNoAnswer(String input, String place, Executable asking) {
        var error = assertThrows(NonFiniteException.class, asking);
        assertEquals(
                input + " has no answer: the first number that is not finite arises " + place + ADVICE,
                error.getMessage());
    }

    @Test
    void aStateThatOverflowsIsNoAnswer() {
        var classifier = new Classifier(growing());
        assertNoAnswer("\"" + SIXTY + "\"", "at step 40 of 60, in layer 0 (rnn_relu)", () -> classifier.predict(SIXTY));
    }

    @Test
    void theNextInputIsAnswered() {
        var classifier = new Classifier(growing());
        List<Prediction> before = classifier.predict("ab");
        assertThrows(NonFiniteException.class, () -> classifier.predict(SIXTY));
        assertEquals(before, classifier.predict("ab"));
    }

    @Test
    void aLongInputIsNamedByItsBeginning() {
        var classifier = new Classifier(growing());
        assertNoAnswer(
                "\"" + SIXTY + "…\"", "at step 40 of 61, in layer 0 (rnn_relu)", () -> classifier.predict(SIXTY + "a"));
    }

    @Test
    void anOverflowBehindALayerThatSaturatesIsNoAnswer() {
        var tanh = new Layer(Cells.elman(1, 1, Bias.ABSENT));
        var classifier = new Classifier(classifier(List.of(relu(2, 1), tanh), 1, 1, 10, 1, 0, 1, -1, 0, 0));
        assertNoAnswer("\"" + SIXTY + "\"", "at step 40 of 60, in layer 0 (rnn_relu)", () -> classifier.predict(SIXTY));
    }

    @Test
    void aStateThatComesBackFromInfinityIsNoAnswer() {
        // The second unit is 3e38 after b; the first one doubles it, and minus infinity makes both 0 again.
        var classifier =
                new Classifier(classifier(List.of(relu(2, 2)), 0, 0, 0, 3e38f, -1, 2, -1, 0, 1, 0, 0, 1, 0, 0));
        assertNoAnswer("\"baaaa\"", "at step 2 of 5, in layer 0 (rnn_relu)", () -> classifier.predict("baaaa"));
    }

    @Test
    void anOverflowOfTheDirectionThatReadsBackwardIsNamedByItsStep() {
        var both = new Layer(Cells.elmanRelu(2, 1, Bias.ABSENT), Layer.Reading.BIDIRECTIONAL);
        var classifier = new Classifier(classifier(List.of(both), 1, 1, 0, 1, 1, 10, 1, 0, 0, 1, 0, 0));
        assertNoAnswer("\"" + SIXTY + "\"", "at step 21 of 60, in layer 0 (rnn_relu)", () -> classifier.predict(SIXTY));
    }

    @Test
    void anInfiniteLogitIsNoAnswer() {
        var classifier = new Classifier(classifier(List.of(relu(2, 1)), 1e20f, 1, 0, -1e20f, 1, 0, 0));
        assertNoAnswer("\"a\"", "at step 1 of 1, in the head", () -> classifier.predict("a"));
    }

    @Test
    void aLargeFiniteLogitIsAnAnswer() {
        var classifier = new Classifier(classifier(List.of(relu(2, 1)), 1e20f, 1, 0, 1e10f, -1e10f, 0, 0));
        assertEquals(new Prediction("left", 1), classifier.predict("a").getFirst());
    }

    @Test
    void aSequenceOfNumbersIsNamedByItsLength() {
        var spec = new NetworkSpec(
                new InputSpec.Dense(1), List.of(relu(1, 1)), new Readout.LastStep(), new Head.Linear(2));
        var model = new Model(
                "v",
                new Classify(List.of("left", "right")),
                Network.of(spec, new float[] {1, 10, 1, -1, 0, 0}),
                new VectorEncoder(1, 0, 1));
        Matrix ones = Matrix.zeros(60, 1);
        for (int t = 0; t < 60; t++) {
            ones.set(t, 0, 1);
        }
        assertNoAnswer(
                "the sequence of 60 steps", "at step 40 of 60, in layer 0 (rnn_relu)", () -> new Classifier(model)
                        .predict(ones));
    }

    @Test
    void aGuessIsNoAnswerEither() {
        var writer = new LanguageModel(writer());
        assertNoAnswer("\"" + SIXTY + "\"", "at step 40 of 60, in layer 0 (rnn_relu)", () -> writer.guesses(SIXTY));
    }

    @Test
    void aTextIsWrittenAsFarAsLogitsAreFinite() {
        var writer = new LanguageModel(writer());
        assertEquals("a".repeat(39), String.join("", writer.generate("a", 39)));
        assertNoAnswer("the text after \"a\"", "at step 40, in layer 0 (rnn_relu)", () -> writer.generate("a", 40));
    }

    @Test
    void aSampledTextIsCheckedToo() {
        var writer = new LanguageModel(writer());
        assertNoAnswer(
                "the text after \"aaa\"",
                "at step 40, in layer 0 (rnn_relu)",
                () -> writer.generate(new Prompt(Optional.empty(), "aaa"), 500, new Sampling(1, 0, 1, 7), 0));
    }

    @Test
    void aTemperatureNearZeroChoosesTheBest() {
        var writer = new LanguageModel(writer());
        assertEquals(
                "aaaaa",
                String.join(
                        "", writer.generate(new Prompt(Optional.empty(), "a"), 5, new Sampling(1e-300, 0, 1, 7), 0)));
    }

    @Test
    void aStepperTellsWhenAsked() {
        var stepper = new Stepper(NetworkWeights.forInference(growing().network()), Kernels.fastest());
        Matrix state = stepper.newState();
        float[] logits = new float[2];
        for (int t = 0; t < 39; t++) {
            stepper.step(0, state, state, logits);
        }
        assertTrue(stepper.isFinite());
        stepper.step(0, state, state, logits);
        assertFalse(stepper.isFinite());
        assertEquals(Optional.of("layer 0 (rnn_relu)"), stepper.nonFinitePart());
    }

    @Test
    void anOverflowThatNoLossShowsIsNoScore() {
        var tanh = new Layer(Cells.elman(1, 1, Bias.ABSENT));
        Network network = classifier(List.of(relu(2, 1), tanh), 1, 1, 10, 1, 0, 1, -1, 0, 0)
                .network();
        var examples = new Examples(
                Sequences.ofTokens(new int[][] {TEXT.encode("ab"), TEXT.encode(SIXTY)}),
                Labels.ofSequences(new int[] {0, 1}));
        try (Compute compute = Compute.of(1)) {
            var evaluator = new Evaluator(new CrossEntropy(), 2, compute);
            assertNoAnswer(
                    "evaluation: sample 1",
                    "at step 40 of 60, in layer 0 (rnn_relu)",
                    () -> evaluator.evaluate(network, examples));
        }
    }

    @Test
    void anExplanationNamesTheStep() {
        assertNoAnswer(
                "\"" + SIXTY + "\"", "at step 40 of 60, in layer 0 (rnn_relu)", () -> Explanation.of(growing(), SIXTY));
    }

    @Test
    void aGradientThatOverflowsIsNamed() {
        // The state stays small, but its gradient is 2 at the last step and ten times that of the next at each before.
        Model model = classifier(List.of(relu(2, 1)), 1e-30f, 1e-30f, 10, 1, -1, 0, 0);
        var error = assertThrows(NonFiniteException.class, () -> Explanation.of(model, SIXTY, "right"));
        assertEquals(
                "\"" + SIXTY + "\" cannot be explained: the gradient of its answer is not finite at step 21 of 60."
                        + " Shorten the input",
                error.getMessage());
    }
}
