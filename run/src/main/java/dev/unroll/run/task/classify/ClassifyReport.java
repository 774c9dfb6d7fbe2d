package dev.unroll.run.task.classify;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.data.Labeled;
import dev.unroll.run.page.ConfusionTable;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.VectorPicture;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.ReportPart;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a classifier takes for what: the confusions, the worst mistakes, the most confident hits. */
final class ClassifyReport<E extends Labeled> {

    /** Examples that are answered, at most: enough for every table, and a short wait. */
    private static final int MOST_ANSWERED = 10_000;

    private static final int MOST_EXAMPLES = 20;
    private static final int LONGEST_TEXT = 160;

    /** Letters of a text, its label and its answer that go into a table of half the page. */
    private static final int LONGEST_BESIDE = 60;

    /** Pixels of an example that is a picture. */
    private static final double THUMBNAIL = 56;

    private final ClassifyProblem<E> problem;
    private final Model model;
    private final List<E> scored;
    private final String scoredOn;

    ClassifyReport(ClassifyProblem<E> problem, Model model, List<E> scored, String scoredOn) {
        this.problem = problem;
        this.model = model;
        this.scored = scored;
        this.scoredOn = scoredOn;
    }

    ReportPart part(Team team) {
        List<E> asked = scored.subList(0, Math.min(scored.size(), MOST_ANSWERED));
        Map<String, Object> data = data(Answered.of(problem, model, asked, team));
        return new ReportPart(
                "classify " + problem.unit(2),
                "",
                List.of(
                        ReportPart.Column.share("accuracy", "accuracy"),
                        ReportPart.Column.share("macro recall", "macro_recall")),
                "",
                Page.part(ClassifyReport.class, "report", data));
    }

    private Map<String, Object> data(List<Answered> answers) {
        Map<String, Object> data = new HashMap<>();
        var confusion = new ConfusionMatrix(Math.max(2, model.labels().size()));
        for (Answered answer : answers) {
            confusion.add(
                    model.labels().indexOf(answer.actual()), model.labels().indexOf(answer.predicted()));
        }
        List<Answered> mistakes = answers.stream()
                .filter(answer -> !answer.isRight())
                .sorted(Comparator.comparingDouble(Answered::probabilityOfActual))
                .toList();
        List<Answered> hits = answers.stream()
                .filter(Answered::isRight)
                .sorted(Comparator.comparingDouble(Answered::probability).reversed())
                .toList();
        String part = answers.size() < scored.size() ? "the first " + Words.count(answers.size()) + " of " : "";
        data.put(
                "confusionHtml",
                new ConfusionTable(model.labels(), confusion).draw(part + scoredOn, problem.unit(2), "label"));
        data.put(
                "vectors",
                answers.stream().anyMatch(answer -> answer.example().vectors().isPresent()));
        data.put(
                "long",
                answers.stream()
                        .mapToInt(answer -> answer.example().text().length()
                                + 2 * answer.actual().length())
                        .anyMatch(letters -> letters > LONGEST_BESIDE));
        data.put("hasMistakes", !mistakes.isEmpty());
        data.put("mistakes", first(mistakes));
        data.put("mistakeCount", Words.count(mistakes.size()));
        data.put("hits", first(hits));
        return data;
    }

    private static List<Map<String, Object>> first(List<Answered> answers) {
        return answers.stream()
                .limit(MOST_EXAMPLES)
                .map(answer -> Map.<String, Object>of(
                        "text", Words.shortened(Words.line(answer.example().text()), LONGEST_TEXT),
                        "pictures", picture(answer.example()),
                        "actual", Words.line(answer.actual()),
                        "predicted", Words.line(answer.predicted()),
                        "probability", percent(answer.probability()),
                        "probabilityOfActual", percent(answer.probabilityOfActual())))
                .toList();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Returns the example as a small picture, if it is no text. */
    private static List<Page.Markup> picture(Answered.Shown example) {
        return example.vectors().stream()
                .map(vectors -> new VectorPicture(vectors, THUMBNAIL).draw("example " + example.text()))
                .toList();
    }
}
