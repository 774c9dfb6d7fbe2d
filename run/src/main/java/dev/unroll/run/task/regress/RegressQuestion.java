package dev.unroll.run.task.regress;

import dev.unroll.core.explain.ValueExplanation;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.run.task.Question;
import java.util.List;

/**
 * Why a sequence is said to have its values.
 *
 * @param vectors [T, features], as the data have them
 * @param actual its values, or nothing if they are not known
 */
record RegressQuestion(String name, Matrix vectors, List<Double> actual) implements Question {

    RegressQuestion {
        actual = List.copyOf(actual);
    }

    @Override
    public Explained explain(Model model, Which which) {
        ValueExplanation explanation = which.label()
                .map(value -> ValueExplanation.of(model, vectors, value))
                .orElseGet(() -> ValueExplanation.of(model, vectors));
        return new ExplainedValues(model, this, explanation);
    }
}
