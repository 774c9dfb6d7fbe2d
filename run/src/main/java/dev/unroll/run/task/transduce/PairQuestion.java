package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.Candidates;
import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.explain.PairExplanation;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.SoundSettings;
import java.util.List;
import java.util.Optional;

/**
 * Why a source is said to have its target; of a model of CTC, where in the source it says it.
 *
 * @param source a text, or the name of a sound
 * @param vectors of the sound, [T, features], as the data have them; empty if the source is a text
 * @param rightTargets empty if they are not known
 */
record PairQuestion(String source, Optional<Matrix> vectors, List<String> rightTargets) implements Question {

    PairQuestion {
        rightTargets = List.copyOf(rightTargets);
    }

    @Override
    public Explained explain(Model model, Which which) {
        which.label().ifPresent(label -> {
            throw new IllegalArgumentException(
                    "--label names one of the labels or values that a model answers, but this one"
                            + " says another sequence; leave it out");
        });
        Optional<Double> seconds = vectors.flatMap(_ -> SoundSettings.stepSeconds(model));
        if (CtcExplanation.isOf(model)) {
            CtcExplanation explanation =
                    vectors.map(raw -> CtcExplanation.of(model, raw)).orElseGet(() -> CtcExplanation.of(model, source));
            return new ExplainedCtc(answer(model, explanation.candidates()), explanation, seconds);
        }
        PairExplanation explanation =
                vectors.map(raw -> PairExplanation.of(model, raw)).orElseGet(() -> PairExplanation.of(model, source));
        return new ExplainedPair(
                answer(model, explanation.candidates()), explanation, SourcePlaces.of(explanation, seconds));
    }

    private ExplainedAnswer answer(Model model, Candidates candidates) {
        var scoring =
                new PairScoring(model.task(Transduce.class, Transduce.NAME).target());
        String text = candidates.answer().text();
        return new ExplainedAnswer(model, this, candidates, ComparedTarget.of(scoring, text, rightTargets));
    }
}
