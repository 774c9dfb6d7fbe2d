package dev.unroll.run.task.tag;

import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.SpanScores;
import dev.unroll.core.score.Spans;
import dev.unroll.data.TaggedSentence;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sums over tagged sentences: accuracy over all words and over those that have no vector of their own, which with
 * {@code min_count = 1} are those never seen in training; where tags are of spans, their precision, recall and F1, by CoNLL's
 * definition: a wrong boundary is a wrong span.
 */
final class TagScoring {

    private final WordEncoder words;
    private final List<String> tags;
    private final boolean spans;
    private final ConfusionMatrix confusion;
    private final List<List<String>> expected = new ArrayList<>();
    private final List<List<String>> answered = new ArrayList<>();
    private long unknown;
    private long unknownRight;

    TagScoring(WordEncoder words, List<String> tags) {
        this.words = words;
        this.tags = tags;
        this.spans = Spans.isScheme(tags);
        this.confusion = new ConfusionMatrix(Math.max(2, tags.size()));
    }

    void add(TaggedSentence sentence, List<String> answers) {
        for (int t = 0; t < answers.size(); t++) {
            String actual = sentence.tags().get(t);
            boolean right = actual.equals(answers.get(t));
            confusion.add(tags.indexOf(actual), tags.indexOf(answers.get(t)));
            if (!words.knows(sentence.words().get(t))) {
                unknown++;
                unknownRight += right ? 1 : 0;
            }
        }
        if (spans) {
            expected.add(sentence.tags());
            answered.add(answers);
        }
    }

    Scores scores(String key, String name) {
        List<Score> scores = new ArrayList<>();
        if (spans) {
            SpanScores.Counts counts = SpanScores.of(expected, answered).overall();
            scores.add(Score.share("f1", "F1", counts.f1()));
            scores.add(Score.share("precision", "precision", counts.precision()));
            scores.add(Score.share("recall", "recall", counts.recall()));
        }
        scores.add(Score.share("accuracy", "accuracy", confusion.accuracy()));
        if (unknown > 0) {
            scores.add(Score.share("accuracy_new_words", "of new words", (double) unknownRight / unknown));
        }
        return new Scores(key, name, scores, Optional.of(confusion));
    }
}
