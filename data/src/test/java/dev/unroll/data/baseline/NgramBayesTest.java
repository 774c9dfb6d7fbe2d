package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.LabeledText;
import dev.unroll.data.Split;
import dev.unroll.data.TextDataset;
import dev.unroll.data.text.EmbeddedWords;
import dev.unroll.data.text.TextFolder;
import dev.unroll.data.text.TextForm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class NgramBayesTest {

    private static NgramBayes train(String... textsAndLabels) {
        return NgramBayes.train(examples(textsAndLabels));
    }

    private static List<LabeledText> examples(String... textsAndLabels) {
        return IntStream.range(0, textsAndLabels.length / 2)
                .mapToObj(i -> new LabeledText(textsAndLabels[2 * i], textsAndLabels[2 * i + 1]))
                .toList();
    }

    private static double accuracy(TextDataset dataset) {
        var split = Split.random(dataset, new Split.Fractions(0, 0.15), 0);
        var bayes = NgramBayes.train(split.train());
        long right = split.test().stream()
                .filter(example -> bayes.predict(example.text()).equals(example.label()))
                .count();
        return (double) right / split.test().size();
    }

    @Test
    void scoresAreTheFormulas() {
        // n-grams of ^a$: ^ ^a ^a$ a a$ $ (6), of ^b$ the like; V = 10, since ^ and $ are shared. The text "a": label x
        // has seen its six once each, label y two of them; of ^b$$ in y's two examples n_y = 12.
        double alpha = 0.5;
        double x = StrictMath.log(1.0 / 3) + 6 * StrictMath.log((1 + alpha) / (6 + 10 * alpha));
        double y = StrictMath.log(2.0 / 3)
                + 2 * StrictMath.log((2 + alpha) / (12 + 10 * alpha))
                + 4 * StrictMath.log(alpha / (12 + 10 * alpha));
        double[] scores =
                NgramBayes.train(examples("a", "x", "b", "y", "b", "y"), alpha).scores("a");
        assertEquals(x, scores[0], 1e-12);
        assertEquals(y, scores[1], 1e-12);
    }

    @Test
    void endsAreSeenByTheirMarks() {
        var bayes = train("ov a", "x", "a ov", "y");
        assertEquals("x", bayes.predict("ov q"));
        assertEquals("y", bayes.predict("q ov"));
    }

    @Test
    void ngramsNeverSeenLeaveThePrior() {
        var bayes = train("a", "x", "b", "y", "c", "y");
        assertEquals("y", bayes.predict("\uD83D\uDE00"));
        assertEquals("y", bayes.predict(""));
    }

    @Test
    void ofLabelsThatScoreAlikeTheFirstByName() {
        assertEquals("x", train("b", "y", "a", "x").predict("q"));
    }

    @Test
    void charactersAreCodePoints() {
        // The two emoji share their first UTF-16 unit.
        var bayes = train("\uD83D\uDE00", "x", "\uD83D\uDE01", "y", "b", "y");
        assertEquals("x", bayes.predict("\uD83D\uDE00"));
    }

    @Test
    void wrongTraining() {
        assertEquals(
                "examples to train a baseline on must be at least 1 but are 0",
                assertThrows(IllegalArgumentException.class, () -> train()).getMessage());
        assertEquals(
                "alpha must be positive and finite but is 0.0",
                assertThrows(IllegalArgumentException.class, () -> NgramBayes.train(examples("a", "x"), 0))
                        .getMessage());
    }

    @Test
    void knowsTwoThirdsOfTheEmbeddedWords() {
        double accuracy = accuracy(EmbeddedWords.load());
        assertEquals(0.6697, accuracy, 0.0005);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void knowsFiveSixthsOfTheNames() {
        double accuracy = accuracy(
                TextFolder.read(Path.of(System.getenv("UNROLL_DATA"), "names"), TextForm.of(Normalization.ASCII)));
        assertEquals(0.8418, accuracy, 0.0005);
    }
}
