package dev.unroll.core.explain;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Regress;
import dev.unroll.core.task.Regress.Value;
import dev.unroll.core.trace.IntegratedGradients;
import dev.unroll.core.trace.NetworkTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Why a model says the values of a sequence as it does: which steps and features moved each of them, and, of one of them,
 * what it would have been after each step and how every part of the network moves it. All in the units of the data.
 *
 * @param names of the values
 * @param values as they are answered
 * @param answer which of them is explained in detail, from 0
 * @param course after each step, that value if the input ended there; if the network reads inputs of one length only, the
 *     value if zeros followed
 * @param spacing how many steps lie between two computed values of {@code course}, as in {@link Explanation}
 * @param trace everything computed
 * @param gradients of that value, by everything computed
 * @param gradientTimesInput of that value, a number a step: the influence of small changes
 * @param integrated of each value: the influence of each number that was read, [T, inputs], from an input of zeros, which is
 *     what the model's scales call 0. Where missing numbers are marked, the marks are the second half of the inputs
 */
public record ValueExplanation(
        List<String> names,
        List<Double> values,
        int answer,
        List<Double> course,
        int spacing,
        NetworkTrace trace,
        NetworkTrace.Gradients gradients,
        List<Double> gradientTimesInput,
        List<IntegratedGradients> integrated) {

    public ValueExplanation {
        names = List.copyOf(names);
        values = List.copyOf(values);
        course = List.copyOf(course);
        gradientTimesInput = List.copyOf(gradientTimesInput);
        integrated = List.copyOf(integrated);
    }

    /**
     * Explains the values of a sequence of measured numbers, the first of them in detail.
     *
     * @param raw [T, features], as the data have them: the model scales them
     * @throws IllegalStateException if the model is made for another task
     */
    public static ValueExplanation of(Model model, Matrix raw) {
        Regress task = model.task(Regress.class, Regress.NAME);
        return of(model, raw, task.values().getFirst().name());
    }

    /**
     * Explains the values of a sequence of measured numbers.
     *
     * @param raw [T, features], as the data have them: the model scales them
     * @param value which one is explained in detail
     * @throws IllegalArgumentException if the model has no value of this name
     * @throws IllegalStateException if the model is made for another task
     */
    public static ValueExplanation of(Model model, Matrix raw, String value) {
        Regress task = model.task(Regress.class, Regress.NAME);
        List<String> names = task.values().stream().map(Value::name).toList();
        int answer = names.indexOf(value);
        if (answer < 0) {
            throw new IllegalArgumentException(
                    "the model has no value \"" + value + "\"; it has " + String.join(", ", names));
        }
        var input = new ReadInput(
                Sentence.sequence(raw.rows()), model.network(), model.vectors().encode(raw), OptionalInt.empty());
        return of(task, names, answer, input);
    }

    private static ValueExplanation of(Regress task, List<String> names, int answer, ReadInput input) {
        Value explained = task.values().get(answer);
        float[] slope = new float[task.outputs()];
        slope[answer] = explained.divisor();
        NetworkTrace.Gradients gradients = input.backward(slope);
        List<Double> course = new ArrayList<>();
        input.follow((end, output, row) -> {
            while (course.size() < end - 1) {
                course.add(course.getLast());
            }
            course.add((double) explained.unscaled(output.get(row, answer)));
        });
        List<Double> values = new ArrayList<>();
        List<IntegratedGradients> integrated = new ArrayList<>();
        for (int v = 0; v < task.outputs(); v++) {
            Value value = task.values().get(v);
            values.add((double) value.unscaled(input.trace().output().get(input.row(), v)));
            integrated.add(input.integrated(new IntegratedGradients.Value(v, value.offset(), value.divisor())));
        }
        return new ValueExplanation(
                names,
                values,
                answer,
                course,
                input.spacing(),
                input.trace(),
                gradients,
                input.timesInput(gradients.input(), 1),
                integrated);
    }

    /** Returns the influences on the value that is explained in detail. */
    public IntegratedGradients influence() {
        return integrated.get(answer);
    }
}
