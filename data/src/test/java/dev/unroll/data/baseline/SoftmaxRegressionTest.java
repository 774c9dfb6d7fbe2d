package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.LabeledText;
import dev.unroll.data.LabeledVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The regression, and the two baselines that ask it. */
class SoftmaxRegressionTest {

    private static LabeledVectors vectors(float a, float b, String label) {
        Matrix matrix = Matrix.zeros(2, 1);
        matrix.set(0, 0, a);
        matrix.set(1, 0, b);
        return new LabeledVectors(matrix, label);
    }

    @Test
    void threeClassesOnAPlaneArePartedByLines() {
        var examples = new ArrayList<LabeledVectors>();
        for (int i = 0; i < 30; i++) {
            float noise = (i * 7 % 11 - 5) * 0.4f;
            examples.add(vectors(10 + noise, noise, "east"));
            examples.add(vectors(noise, 10 - noise, "north"));
            examples.add(vectors(-8 + noise, -8 - noise, "south-west"));
        }
        var regression = VectorRegression.train(examples);
        for (LabeledVectors example : examples) {
            assertEquals(example.label(), regression.predict(example.vectors()));
        }
        assertEquals("north", regression.predict(vectors(1, 30, "?").vectors()));
    }

    /** One number x = ±1 and classes that follow it in 3 of 4 cases: then log odds of the optimum are near log 3. */
    @Test
    void theOptimumHasTheFrequenciesOfTheExamples() {
        var rows = new SparseRows(2);
        int[] classes = new int[4000];
        for (int i = 0; i < classes.length; i++) {
            int side = i % 2;
            rows.add(0, side == 0 ? -1 : 1);
            rows.add(1, 1);
            rows.endRow();
            classes[i] = i / 2 % 4 == 0 ? 1 - side : side;
        }
        double[] scores = new double[2];
        SoftmaxRegression.train(rows, classes, List.of("a", "b")).scores(rows, 1, scores);
        assertEquals(StrictMath.log(3), scores[1] - scores[0], 0.01);
    }

    @Test
    void wordsDecideWhateverTheirOrder() {
        List<LabeledText> examples = List.of(
                new LabeledText("a lovely film", "pos"),
                new LabeledText("lovely , a treat", "pos"),
                new LabeledText("a dull film", "neg"),
                new LabeledText("dull , dull", "neg"));
        var regression = WordRegression.train(examples, Tokenizer.WORDS);
        assertEquals("pos", regression.predict("film a lovely"));
        assertEquals("neg", regression.predict("never so dull"));
        assertEquals("bag_of_words", regression.key());
    }
}
