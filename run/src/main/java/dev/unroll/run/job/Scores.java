package dev.unroll.run.job;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Task;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.train.Evaluator;
import dev.unroll.core.train.Examples;
import dev.unroll.data.Labeled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well one model answers.
 *
 * @param key what to call it in JSON, {@code naive_bayes}
 * @param name what to call it in a table
 * @param confusion by the indices of the labels
 * @param bits mean of −log₂ p of the right answer; of models that guess the next token
 */
public record Scores(String key, String name, ConfusionMatrix confusion, OptionalDouble bits) {

    /** Scores of a model that says a class and no more. */
    public Scores(String key, String name, ConfusionMatrix confusion) {
        this(key, name, confusion, OptionalDouble.empty());
    }

    /** Sequences that are scored at once; no result depends on it. */
    private static final int SCORED_AT_ONCE = 64;

    /** Returns how well a model answers. */
    public static Scores of(Model model, Examples examples, Team team) {
        var evaluator = new Evaluator(new CrossEntropy(), SCORED_AT_ONCE, new Compute(Kernels.fastest(), team));
        Evaluation evaluation = evaluator.evaluate(model.network(), examples);
        OptionalDouble bits = model.task() == Task.NEXT_TOKEN
                ? OptionalDouble.of(evaluation.loss() / StrictMath.log(2))
                : OptionalDouble.empty();
        return new Scores("model", "this model", evaluation.confusion().orElseThrow(), bits);
    }

    /** Returns these scores as those of the training part, where a model that learns by heart is better than elsewhere. */
    Scores onTrainingPart() {
        return new Scores(key + "_on_training_part", name + ", on the training part", confusion, bits);
    }

    /** Returns, for a model that classifies, how well always giving the most frequent label of these examples does. */
    public static List<Scores> majority(Model model, List<? extends Labeled> examples) {
        return model.task() == Task.CLASSIFY
                ? List.of(Baselines.majority(ExampleEncoder.of(model), examples))
                : List.of();
    }

    /** Returns the part of all answers that is right. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** Returns the mean of the classes' recalls. */
    public double macroRecall() {
        return confusion.macroRecall();
    }

    /** Returns what each is called, its accuracy, its macro recall, by key. */
    public static Map<String, Object> data(List<Scores> all) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (Scores scores : all) {
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("name", scores.name());
            numbers.put("accuracy", scores.accuracy());
            numbers.put("macro_recall", scores.macroRecall());
            scores.bits().ifPresent(bits -> numbers.put("bits_per_token", bits));
            data.put(scores.key(), numbers);
        }
        return data;
    }
}
