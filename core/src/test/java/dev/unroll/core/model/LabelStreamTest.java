package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.cells.LearnedStarts;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Classify;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that is asked while its input is still coming, beside one that is asked at its end. */
class LabelStreamTest {

    private static final TextEncoder TEXT = new TextEncoder(
            Normalization.UNICODE,
            Tokenizer.CHARACTERS,
            Marks.BEGIN_AND_END,
            Vocabulary.open(List.of("<s>", "</s>", "a", "b")));

    private static Network network(InputSpec input, Layer.Reading reading, Readout readout) {
        int directions = reading == Layer.Reading.BIDIRECTIONAL ? 2 : 1;
        var layers = List.of(
                new Layer(Cells.lstm(input.width(), 6, Bias.PRESENT), reading),
                new Layer(Cells.gru(6 * directions, 5, Bias.PRESENT)));
        return Network.initialize(
                new NetworkSpec(input, layers, readout, new Head.Linear(3)), Initialization.PYTORCH, 4);
    }

    private static Model texts(Layer.Reading reading, Readout readout) {
        Network network = network(new InputSpec.OneHot(TEXT.vocabulary().size()), reading, readout);
        return new Model("t", new Classify(List.of("x", "y", "z")), network, TEXT);
    }

    private static Model vectors() {
        Network network = network(new InputSpec.Dense(2), Layer.Reading.FORWARD, new Readout.LastStep());
        return new Model("v", new Classify(List.of("x", "y", "z")), network, new VectorEncoder(2, 1, 4));
    }

    @Test
    void aTextInPiecesHasTheAnswerOfTheWhole() {
        Model model = texts(Layer.Reading.FORWARD, new Readout.LastStep());
        var stream = new LabelStream(model);
        stream.read("ab");
        stream.read("b?");
        stream.read("a");
        assertEquals(new Classifier(model).predict("abb?a"), stream.end());
        assertEquals(7, stream.steps());
    }

    @Test
    void aBlankBetweenPiecesIsAStepAsItIsInTheWhole() {
        Model model = texts(Layer.Reading.FORWARD, new Readout.LastStep());
        var stream = new LabelStream(model);
        stream.read("a");
        stream.read(" ");
        stream.read("b");
        assertEquals(new Classifier(model).predict("a b"), stream.end());
    }

    @Test
    void stepsOfNumbersHaveTheAnswerOfTheSequence() {
        var stream = new LabelStream(vectors());
        stream.read(new float[] {1, 2});
        List<Prediction> answer = stream.read(new float[] {-3, 4});
        assertEquals(new Classifier(vectors()).predict(Matrix.of(new float[] {1, 2, -3, 4}, 2, 2)), answer);
    }

    @Test
    void anotherInputBeginsAnew() {
        Model model = texts(Layer.Reading.FORWARD, new Readout.LastStep());
        var stream = new LabelStream(model);
        List<Prediction> first = stream.read("ba");
        stream.read("bb");
        assertEquals(first, stream.fork().read("ba"));
        stream.restart();
        assertEquals(first, stream.read("ba"));
    }

    @Test
    void anInputThatIsGoneOnWithHasTheAnswerOfTheWhole() {
        Model model = texts(Layer.Reading.FORWARD, new Readout.LastStep());
        var first = new LabelStream(model);
        first.read("ab");
        var second = new LabelStream(model);
        second.read("bbb");
        second.resume(first.state(), first.steps());
        second.read("a");
        assertEquals(new Classifier(model).predict("aba"), second.end());
        assertEquals(5, second.steps());
    }

    @Test
    void aRestartIsAtTheStartThatWasLearned() {
        var spec = new NetworkSpec(
                new InputSpec.Dense(2),
                List.of(new Layer(LearnedStarts.of(Cells.lstm(2, 3, Bias.PRESENT)))),
                new Readout.LastStep(),
                new Head.Linear(3));
        float[] values = new float[Network.layoutOf(spec).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 * 0.25f - 0.5f;
        }
        var model = new Model(
                "v", new Classify(List.of("x", "y", "z")), Network.of(spec, values), new VectorEncoder(2, 1, 4));
        var stream = new LabelStream(model);
        List<Prediction> first = stream.read(new float[] {1, 2});
        stream.restart();
        assertEquals(first, stream.read(new float[] {1, 2}));
        assertEquals(new Classifier(model).predict(Matrix.of(new float[] {1, 2}, 1, 2)), first);
    }

    @Test
    void anEndThatIsNoStepSaysNothingOfAnInputThatIsGoneOnWith() {
        var stream = new LabelStream(vectors());
        stream.read(new float[] {1, 2});
        stream.resume(stream.state(), stream.steps());
        assertEquals(
                "nothing has been read since this input was gone on with, and its end is no step: the answer to its last"
                        + " step is that to the whole",
                assertThrows(IllegalStateException.class, stream::end).getMessage());
    }

    @Test
    void aStateOfAnotherSizeIsRefused() {
        var stream = new LabelStream(vectors());
        assertEquals(
                "a state of model v must have 17 numbers but has 3",
                assertThrows(IllegalArgumentException.class, () -> stream.resume(new float[3], 1))
                        .getMessage());
    }

    @Test
    void aPieceWithoutATokenLeavesTheStreamAsItWas() {
        Model model = texts(Layer.Reading.FORWARD, new Readout.LastStep());
        var stream = new LabelStream(model);
        assertThrows(IllegalArgumentException.class, () -> stream.read(""));
        stream.read("a");
        assertThrows(IllegalArgumentException.class, () -> stream.read(""));
        assertEquals(new Classifier(model).predict("a"), stream.end());
    }

    @Test
    void aModelTellsWhetherItStreams() {
        assertTrue(texts(Layer.Reading.FORWARD, new Readout.LastStep()).streams());
        assertTrue(texts(Layer.Reading.FORWARD, new Readout.LastPosition()).streams());
        assertFalse(texts(Layer.Reading.BIDIRECTIONAL, new Readout.LastStep()).streams());
        assertFalse(texts(Layer.Reading.FORWARD, new Readout.Max()).streams());
    }

    @Test
    void aModelThatNeedsTheWholeInputIsRefused() {
        Model model = texts(Layer.Reading.FORWARD, new Readout.Mean());
        var error = assertThrows(IllegalStateException.class, () -> new LabelStream(model));
        assertEquals(
                "model t answers when its input has ended, and not while it comes: a layer reads backward, or the readout"
                        + " needs the whole sequence",
                error.getMessage());
    }

    @Test
    void aStreamThatOverflowsSaysAtWhichStep() {
        var spec = new NetworkSpec(
                new InputSpec.Dense(1),
                List.of(new Layer(Cells.elmanRelu(1, 1, Bias.ABSENT))),
                new Readout.LastStep(),
                new Head.Linear(2));
        var stream = new LabelStream(new Model(
                "m",
                new Classify(List.of("left", "right")),
                Network.of(spec, new float[] {1, 10, 1, -1, 0, 0}),
                new VectorEncoder(1, 0, 1)));
        for (int t = 0; t < 39; t++) {
            stream.read(new float[] {1});
        }
        var error = assertThrows(NonFiniteException.class, () -> stream.read(new float[] {1}));
        assertEquals(
                "the stream has no answer: the first number that is not finite arises at step 40, in layer 0 (rnn_relu)."
                        + " Shorten the input, or train again with a lower learning rate, a clipped gradient, or a cell"
                        + " whose state cannot overflow",
                error.getMessage());
    }
}
