package dev.unroll.cli.job;

import dev.unroll.core.train.ConfusionMatrix;
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

    /** Returns the part of all answers that is right. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** Returns the mean of the classes' recalls. */
    public double macroRecall() {
        return confusion.macroRecall();
    }

    /** Returns accuracy and macro recall of each, by key. */
    public static Map<String, Object> data(List<Scores> all) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (Scores scores : all) {
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("accuracy", scores.accuracy());
            numbers.put("macro_recall", scores.macroRecall());
            scores.bits().ifPresent(bits -> numbers.put("bits_per_token", bits));
            data.put(scores.key(), numbers);
        }
        return data;
    }
}
