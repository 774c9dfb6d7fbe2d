package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.SoundSettings;
import java.util.List;
import java.util.Optional;

/**
 * Where in a source a model of CTC says what it says.
 *
 * @param source a text, or the name of a sound
 * @param vectors of the sound, [T, features], as the data have them; empty if the source is a text
 * @param rightTargets empty if they are not known
 */
record CtcQuestion(String source, Optional<Matrix> vectors, List<String> rightTargets) implements Question {

    CtcQuestion {
        rightTargets = List.copyOf(rightTargets);
    }

    @Override
    public Explained explain(Model model, Which which) {
        CtcExplanation explanation = vectors.map(raw -> CtcExplanation.of(model, raw))
                .orElseGet(() -> CtcExplanation.of(model, source));
        var scoring = new PairScoring(model.task(Transduce.class, Transduce.NAME).target());
        return new ExplainedCtc(
                model,
                this,
                explanation,
                ComparedTarget.of(scoring, explanation.answer().text(), rightTargets),
                vectors.flatMap(_ -> SoundSettings.stepSeconds(model)));
    }
}
