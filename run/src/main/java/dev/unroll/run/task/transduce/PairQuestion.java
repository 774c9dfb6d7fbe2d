package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.PairExplanation;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.SoundSettings;
import java.util.List;
import java.util.Optional;

/**
 * Why a source is said to have its target.
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
        PairExplanation explanation =
                vectors.map(raw -> PairExplanation.of(model, raw)).orElseGet(() -> PairExplanation.of(model, source));
        var scoring =
                new PairScoring(model.task(Transduce.class, Transduce.NAME).target());
        return new ExplainedPair(
                model,
                this,
                explanation,
                ComparedTarget.of(scoring, explanation.answer().text(), rightTargets),
                vectors.flatMap(_ -> SoundSettings.stepSeconds(model)));
    }
}
