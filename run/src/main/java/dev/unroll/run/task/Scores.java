package dev.unroll.run.task;

import dev.unroll.core.score.ConfusionMatrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well one model answers.
 *
 * @param key what to call the model in JSON, {@code naive_bayes}
 * @param name what to call it in a table
 * @param scores the most telling first; a baseline beside it may lack some
 * @param confusion by the indices of the labels, where answers are labels
 * @param remarks what else there is to say of the answers, a sentence each
 */
public record Scores(
        String key, String name, List<Score> scores, Optional<ConfusionMatrix> confusion, List<String> remarks) {

    /** What a trained model is called in JSON. */
    public static final String MODEL = "model";

    private static final String ON_TRAINING_PART = "_on_training_part";

    /** What the scores of a trained model on what it learned from are called in JSON. */
    public static final String MODEL_ON_TRAINING_PART = MODEL + ON_TRAINING_PART;

    public Scores {
        scores = List.copyOf(scores);
        remarks = List.copyOf(remarks);
    }

    /** Scores of which nothing else is to be said. */
    public Scores(String key, String name, List<Score> scores, Optional<ConfusionMatrix> confusion) {
        this(key, name, scores, confusion, List.of());
    }

    /** Scores of answers that are labels: accuracy and macro recall, and then {@code more}. */
    public static Scores ofLabels(String key, String name, ConfusionMatrix confusion, Score... more) {
        var scores = new ArrayList<>(List.of(
                Score.share("accuracy", "accuracy", confusion.accuracy()),
                Score.share("macro_recall", "macro recall", confusion.macroRecall())));
        scores.addAll(List.of(more));
        return new Scores(key, name, scores, Optional.of(confusion));
    }

    /** Returns these scores and one more. */
    public Scores with(Score score) {
        var more = new ArrayList<>(scores);
        more.add(score);
        return new Scores(key, name, more, confusion, remarks);
    }

    /** Returns these scores with these remarks. */
    public Scores noting(List<String> sentences) {
        return new Scores(key, name, scores, confusion, sentences);
    }

    /** Returns these scores as those of the training part, where a model that learns by heart is better than elsewhere. */
    public Scores onTrainingPart() {
        return new Scores(key + ON_TRAINING_PART, name + ", on the training part", scores, confusion, remarks);
    }

    /** Returns what each is called and its scores, by key. */
    public static Map<String, Object> data(List<Scores> all) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (Scores scores : all) {
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("name", scores.name());
            scores.scores().forEach(score -> numbers.put(score.key(), score.value()));
            data.put(scores.key(), numbers);
        }
        return data;
    }
}
