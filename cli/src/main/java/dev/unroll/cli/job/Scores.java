package dev.unroll.cli.job;

import dev.unroll.core.train.ConfusionMatrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well one model answers.
 *
 * @param key what to call it in JSON, {@code naive_bayes}
 * @param name what to call it in a table
 * @param confusion by the indices of the labels
 */
public record Scores(String key, String name, ConfusionMatrix confusion) {

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
            data.put(scores.key(), numbers);
        }
        return data;
    }
}
