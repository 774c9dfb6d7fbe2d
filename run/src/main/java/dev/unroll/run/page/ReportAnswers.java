package dev.unroll.run.page;

import dev.unroll.core.model.Model;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.run.job.Answered;
import dev.unroll.run.job.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a classifier takes for what: the confusions, the worst mistakes, the most confident hits. */
final class ReportAnswers {

    private static final int MOST_EXAMPLES = 20;
    private static final int LONGEST_TEXT = 160;

    /** Labels of so many letters stand upright above their columns. */
    private static final int LONGEST_UPRIGHT = 3;

    /** Pixels of an example that is a picture. */
    private static final double THUMBNAIL = 56;

    private final Model model;
    private final Evidence evidence;

    ReportAnswers(Model model, Evidence evidence) {
        this.model = model;
        this.evidence = evidence;
    }

    /** Puts the confusions, the worst mistakes and the most confident hits where the template finds them. */
    void put(Map<String, Object> data) {
        List<Answered> answers = evidence.answers();
        int scored = evidence.scored();
        var confusion = new ConfusionMatrix(Math.max(2, model.labels().size()));
        for (Answered answer : answers) {
            confusion.add(
                    model.labels().indexOf(answer.actual()), model.labels().indexOf(answer.predicted()));
        }
        var table = new ConfusionTable(model.labels(), confusion);
        List<Answered> mistakes = answers.stream()
                .filter(answer -> !answer.isRight())
                .sorted(Comparator.comparingDouble(Answered::probabilityOfActual))
                .toList();
        List<Answered> hits = answers.stream()
                .filter(Answered::isRight)
                .sorted(Comparator.comparingDouble(Answered::probability).reversed())
                .toList();
        data.put("hasAnswers", !answers.isEmpty());
        data.put("part", answers.size() < scored ? "the first " + Words.count(answers.size()) + " of " : "");
        data.put("unit", evidence.unit());
        data.put(
                "upright", table.names().stream().mapToInt(String::length).max().orElse(0) <= LONGEST_UPRIGHT);
        data.put("vectors", answers.stream().anyMatch(answer -> answer.vectors().isPresent()));
        data.put("classes", table.names());
        data.put("leftOut", table.leftOut() == 0 ? List.of() : List.of(table.leftOut()));
        data.put("confusion", table.rows());
        data.put("hasMistakes", !mistakes.isEmpty());
        data.put("mistakes", first(mistakes));
        data.put("mistakeCount", Words.count(mistakes.size()));
        data.put("hits", first(hits));
    }

    private static List<Map<String, Object>> first(List<Answered> answers) {
        return answers.stream()
                .limit(MOST_EXAMPLES)
                .map(answer -> Map.<String, Object>of(
                        "text", shortened(answer.text()),
                        "pictures", picture(answer),
                        "actual", Words.token(answer.actual()),
                        "predicted", Words.token(answer.predicted()),
                        "probability", String.format(Locale.ROOT, "%.2f %%", 100 * answer.probability()),
                        "probabilityOfActual",
                                String.format(Locale.ROOT, "%.2f %%", 100 * answer.probabilityOfActual())))
                .toList();
    }

    /** Returns the example as a small picture, if it is one. */
    private static List<Page.Markup> picture(Answered answer) {
        return answer.vectors().filter(VectorPicture::suits).stream()
                .map(vectors -> new VectorPicture(vectors, THUMBNAIL).draw(answer.text()))
                .toList();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
    }
}
