package dev.unroll.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.decode.Search;
import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.explain.PairExplanation.Output;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.TimeReduction;
import dev.unroll.core.task.Transduce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources whose steps a network joins by two, and sources of numbers. */
class ReducedPairExplanationTest {

    private static final int FEATURES = 3;

    private static TextEncoder encoder(Marks marks, String... tokens) {
        return new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, marks, Vocabulary.of(List.of(tokens)));
    }

    private static Model model(InputSpec read, InputEncoder encoder) {
        NetworkSpec reading = NetworkSpec.reading(read)
                .then(new TimeReduction(2))
                .then(width -> new Layer(Cells.gru(width, 6, Bias.PRESENT)));
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Pair(reading, 6, 4))
                .then(width -> new Attention.Recurrent(
                        new Layer(Cells.gru(width + 6, 6, Bias.PRESENT)),
                        Attention.Score.ADDITIVE,
                        Attention.Feed.CONTEXT))
                .then(new Head.Linear(6));
        float[] values =
                Network.initialize(spec, Initialization.PYTORCH, 3).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 3;
        }
        TextEncoder target = encoder(Marks.BEGIN_AND_END, "<unk>", "<s>", "</s>", "x", "y", "z");
        var task = new Transduce(target, new Transduce.Decoder(new Search(1, 0, 0, 4)));
        return new Model("m", task, Network.of(spec, values), encoder);
    }

    private static Model ofSounds() {
        return model(new InputSpec.Dense(FEATURES), new VectorEncoder(FEATURES, 0.5f, 2));
    }

    private static Matrix sound(int steps) {
        return Matrix.of(new Dice(5).within(1, steps * FEATURES), steps, FEATURES);
    }

    /** Returns a sound in which some steps are what the model takes for zero. */
    private static Matrix silenced(Matrix sound, int from, int to) {
        Matrix silenced = Matrix.of(sound.data().clone(), sound.rows(), FEATURES);
        for (int i = from * FEATURES; i < to * FEATURES; i++) {
            silenced.data()[i] = 0.5f;
        }
        return silenced;
    }

    private static double probability(Transduction said, PairExplanation of) {
        assertEquals(said.tokens(), of.answer().tokens());
        return of.outputs().getFirst().logProbability();
    }

    @Test
    void aPlaceOfASoundIsTheStepsThatTheNetworkJoins() {
        PairExplanation explained = PairExplanation.of(ofSounds(), sound(7));
        assertEquals(Hiding.ZERO, explained.hiding());
        assertEquals(2, explained.reduction());
        assertEquals(4, explained.places());
        for (Output output : explained.outputs()) {
            assertEquals(4, output.attention().size());
            assertEquals(4, output.influence().size());
        }
    }

    @Test
    void theInfluenceOfAPlaceIsThatOfItsStepsBeingZero() {
        Matrix sound = sound(7);
        PairExplanation whole = PairExplanation.of(ofSounds(), sound);
        PairExplanation without = PairExplanation.of(ofSounds(), silenced(sound, 2, 4));
        double influence = whole.outputs().getFirst().influence().get(1);
        assertNotEquals(0, influence);
        assertEquals(
                influence, whole.outputs().getFirst().logProbability() - probability(whole.answer(), without), 1e-6);
    }

    @Test
    void aPlaceOfATextIsTheTokensThatTheNetworkJoins() {
        TextEncoder source = encoder(Marks.NONE, "<unk>", "a", "b", "c");
        PairExplanation explained = PairExplanation.of(model(new InputSpec.Embedding(4, 3), source), "abcab");
        assertEquals(List.of("a", "b", "c", "a", "b"), explained.read());
        assertEquals(3, explained.places());
        for (Output output : explained.outputs()) {
            assertEquals(3, output.attention().size());
            assertEquals(3, output.influence().size());
        }
    }

    @Test
    void aSoundWithoutAStepIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> PairExplanation.of(ofSounds(), sound(0)));
        assertEquals("the source has no step, so there is nothing to answer", refused.getMessage());
    }
}
