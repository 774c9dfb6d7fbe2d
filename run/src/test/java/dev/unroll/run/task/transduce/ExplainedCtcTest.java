package dev.unroll.run.task.transduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.decode.CtcAlignment;
import dev.unroll.core.decode.CtcScores;
import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.explain.Candidates;
import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.TimeReduction;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.task.Question.Which;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainedCtcTest {

    private static final TextEncoder TARGET =
            new TextEncoder(Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("x", "y")));

    @TempDir
    private Path folder = Path.of("");

    private static Model model() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(2))
                .then(width -> new Layer(Cells.gru(width, 3, Bias.PRESENT)))
                .then(new TimeReduction(2))
                .then(new Head.Linear(3));
        return new Model(
                "m",
                new Transduce(TARGET, new Transduce.Ctc(1)),
                Network.initialize(spec, Initialization.PYTORCH, 3),
                new VectorEncoder(2, 0, 1));
    }

    /** What a network of four steps, each two of the source, says: xx, a blank between them. */
    private static CtcExplanation explanation(float[] probabilities, int... tokens) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) StrictMath.log(probabilities[i]);
        }
        var scores = new CtcScores(Matrix.of(logs, logs.length / 3, 3));
        String text = TARGET.decode(tokens);
        var answer = new Transduction(
                text,
                TARGET.tokens(text),
                List.of(),
                new Hypothesis(TokenList.of(tokens), -0.5, -0.5, true, List.of()));
        return new CtcExplanation(
                new Candidates(answer, List.of(answer)),
                CtcAlignment.of(scores, tokens),
                scores,
                List.of(),
                List.of(1.0, 2.0, 3.0, 4.0, 3.0, 2.0, 1.0),
                2);
    }

    private static ExplainedCtc explained(Optional<Double> seconds, List<String> rightTargets) {
        float[] probabilities = {0.8f, 0.1f, 0.1f, 0.6f, 0.1f, 0.3f, 0.1f, 0.1f, 0.8f, 0.9f, 0.05f, 0.05f};
        CtcExplanation explanation = explanation(probabilities, 0, 0);
        var answer = new ExplainedAnswer(
                model(),
                new PairQuestion("a.wav", Optional.empty(), rightTargets),
                explanation.candidates(),
                ComparedTarget.of(new PairScoring(TARGET), "xx", rightTargets));
        return new ExplainedCtc(answer, explanation, seconds);
    }

    @Test
    void linesSayStepsSecondsAndProbabilities() {
        assertEquals(
                List.of(
                        "a.wav  xx",
                        "This is right.",
                        "",
                        "     ln p",
                        "   -0.500  xx  ← the answer",
                        "",
                        "        steps        seconds       p  says",
                        "          1–4      0.00–0.04   0.800  x",
                        "            7      0.06–0.07   0.900  x",
                        "",
                        "Where each token is on the most probable path, and its probability where it is highest there."),
                explained(Optional.of(0.01), List.of("xx")).lines());
    }

    @Test
    void aTextHasNoSeconds() {
        List<String> lines = explained(Optional.empty(), List.of()).lines();
        assertEquals("        steps       p  says", lines.get(5));
        assertEquals("          1–4   0.800  x", lines.get(6));
    }

    @Test
    void anAnswerWithoutATokenSaysSo() {
        CtcExplanation nothing = explanation(new float[] {0.1f, 0.1f, 0.8f, 0.1f, 0.1f, 0.8f});
        var question = new PairQuestion("a.wav", Optional.empty(), List.of());
        var answer = new ExplainedAnswer(model(), question, nothing.candidates(), Optional.empty());
        assertEquals(
                "It says no token: the blank is the most probable path through all 7 steps.",
                new ExplainedCtc(answer, nothing, Optional.empty()).lines().getLast());
    }

    @Test
    void dataHaveTheStepsOfEachToken() {
        Map<String, Object> data = explained(Optional.of(0.01), List.of("xx")).data("explain.html");
        List<?> outputs = (List<?>) Objects.requireNonNull(data.get("outputs"));
        assertEquals(
                "{token=x, from_step=0, to_step=4, from_seconds=0.0, to_seconds=0.04, log_probability=" + logOf(0.8f)
                        + "}",
                String.valueOf(outputs.getFirst()));
        assertEquals(
                "[x, blank]", String.valueOf(((Map<?, ?>) Objects.requireNonNull(data.get("probabilities"))).keySet()));
    }

    private static double logOf(float probability) {
        return (float) StrictMath.log(probability);
    }

    @Test
    void thePageNamesTheTokensInItsChart() throws IOException {
        Path file = folder.resolve("explain.html");
        explained(Optional.of(0.01), List.of("xy")).page().write(file);
        String page = Files.readString(file);
        assertTrue(page.contains("x, steps 1–4: 0.8"), page);
        assertTrue(page.contains("The network joins 2 steps of the source to one, and answers at that."), page);
        assertTrue(page.contains("mean of the features"), page);
    }

    @Test
    void aSourceWithoutAStepIsRefused() {
        Model model = model();
        var question = new PairQuestion("a.wav", Optional.of(Matrix.zeros(0, 2)), List.of());
        var which = new Which(Optional.empty(), OptionalInt.empty());
        var error = assertThrows(IllegalArgumentException.class, () -> question.explain(model, which));
        assertEquals("the source has no step, so there is nothing to answer", error.getMessage());
    }

    @Test
    void aLabelIsRefused() {
        Model model = model();
        var question = new PairQuestion("a.wav", Optional.of(Matrix.zeros(4, 2)), List.of());
        var which = new Which(Optional.of("x"), OptionalInt.empty());
        var error = assertThrows(IllegalArgumentException.class, () -> question.explain(model, which));
        assertEquals(
                "--label names one of the labels or values that a model answers, but this one says another"
                        + " sequence; leave it out",
                error.getMessage());
    }
}
