package dev.unroll.run.task.transduce;

import dev.unroll.core.model.Model;
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
        throw new IllegalArgumentException("to be explained");
    }
}
