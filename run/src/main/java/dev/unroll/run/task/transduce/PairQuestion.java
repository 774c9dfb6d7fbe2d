package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.PairExplanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.task.Question;
import java.util.List;

/**
 * Why a source is said to have its target.
 *
 * @param rightTargets empty if they are not known
 */
record PairQuestion(String source, List<String> rightTargets) implements Question {

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
        PairExplanation explanation = PairExplanation.of(model, source);
        var scoring =
                new PairScoring(model.task(Transduce.class, Transduce.NAME).target());
        return new ExplainedPair(
                model,
                this,
                explanation,
                ComparedTarget.of(scoring, explanation.answer().text(), rightTargets));
    }
}
