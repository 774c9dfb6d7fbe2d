package dev.unroll.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.decode.AlignedToken;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
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

class CtcExplanationTest {

    private static final Matrix RAW = Matrix.of(new float[] {1, 3, -2, 4, 5, -5, 2, 2, 0, 8, -4, 1, 3, -3}, 7, 2);

    private static TextEncoder encoder(String... tokens) {
        return new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of(tokens)));
    }

    private static Network network(InputSpec input, long seed) {
        NetworkSpec spec = NetworkSpec.reading(input)
                .then(width -> new Layer(Cells.gru(width, 6, Bias.PRESENT)))
                .then(new TimeReduction(2))
                .then(new Head.Linear(3));
        float[] values =
                Network.initialize(spec, Initialization.PYTORCH, seed).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 4;
        }
        return Network.of(spec, values);
    }

    private static Model ofVectors() {
        var task = new Transduce(encoder("x", "y"), new Transduce.Ctc(1));
        return new Model("m", task, network(new InputSpec.Dense(2), 3), new VectorEncoder(2, 0, 1));
    }

    private static Model ofText() {
        var task = new Transduce(encoder("x", "y"), new Transduce.Ctc(4));
        return new Model("m", task, network(new InputSpec.OneHot(2), 5), encoder("a", "b"));
    }

    @Test
    void theTokensOfTheAnswerAreAligned() {
        CtcExplanation explanation = CtcExplanation.of(ofVectors(), RAW);
        assertFalse(explanation.answer().tokens().isEmpty());
        assertEquals(
                explanation.answer().tokens(),
                explanation.alignment().tokens().stream()
                        .map(token -> List.of("x", "y").get(token.token()))
                        .toList());
    }

    @Test
    void theMeansOfTheStepsAreThoseOfTheirFeatures() {
        assertEquals(
                List.of(2.0, 1.0, 0.0, 2.0, 4.0, -1.5, 0.0),
                CtcExplanation.of(ofVectors(), RAW).means());
    }

    @Test
    void theStepsOfATokenAreThoseOfTheSource() {
        CtcExplanation explanation = CtcExplanation.of(ofVectors(), RAW);
        assertEquals(4, explanation.scores().steps());
        var last = new AlignedToken(0, 2, 4, 3, -0.1);
        assertEquals(List.of(4, 7), List.of(explanation.from(last), explanation.to(last)));
    }

    @Test
    void probabilitiesOfAStepAddUpToOne() {
        CtcExplanation explanation = CtcExplanation.of(ofText(), "abba");
        double sum = 0;
        for (int column = 0; column < 3; column++) {
            sum += explanation.probabilities(column).getLast();
        }
        assertEquals(1, sum, 1e-6);
    }

    @Test
    void theAnswerOfTheBestPathIsAmongTheCandidatesOfASearch() {
        for (long seed = 0; seed < 20; seed++) {
            var model = new Model(
                    "m",
                    new Transduce(encoder("x", "y"), new Transduce.Ctc(1)),
                    network(new InputSpec.OneHot(2), seed),
                    encoder("a", "b"));
            Candidates candidates =
                    CtcExplanation.of(model, "abbabaabbbabaabababb").candidates();
            assertEquals(
                    1, candidates.best().stream().filter(candidates::isAnswer).count(), "seed " + seed);
        }
    }
}
