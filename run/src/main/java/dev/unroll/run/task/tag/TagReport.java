package dev.unroll.run.task.tag;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.SpanScores;
import dev.unroll.core.score.Spans;
import dev.unroll.data.TaggedSentence;
import dev.unroll.run.page.ConfusionTable;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.ReportPart.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which tags are taken for which, and sentences with their mistakes. */
final class TagReport {

    /** Sentences that are answered, at most: enough for every table, and a short wait. */
    private static final int MOST_ANSWERED = 10_000;

    private static final int MOST_SENTENCES = 40;

    /** Words of a sentence that is shown; of a longer one the first. */
    private static final int MOST_WORDS = 80;

    private final TagProblem problem;
    private final Model model;
    private final List<TaggedSentence> scored;
    private final String scoredOn;
    private final boolean spans;

    TagReport(TagProblem problem, Model model, List<TaggedSentence> scored, String scoredOn) {
        this.problem = problem;
        this.model = model;
        this.scored = scored;
        this.scoredOn = scoredOn;
        this.spans = Spans.isScheme(model.labels());
    }

    /** A sentence, and what was answered to it. */
    private record Answered(TaggedSentence sentence, List<String> tags) {

        long mistakes() {
            long mistakes = 0;
            for (int t = 0; t < tags.size(); t++) {
                mistakes += tags.get(t).equals(sentence.tags().get(t)) ? 0 : 1;
            }
            return mistakes;
        }
    }

    ReportPart part(Team team) {
        List<TaggedSentence> asked = scored.subList(0, Math.min(scored.size(), MOST_ANSWERED));
        List<List<String>> tags = problem.answers(model.network(), asked, team);
        List<Answered> answers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            answers.add(new Answered(asked.get(i), tags.get(i)));
        }
        return new ReportPart(
                spans ? "mark spans of entities in sentences" : "tag the words of sentences",
                "",
                columns(),
                (spans ? "F1 is of whole spans, by CoNLL's definition: one of a wrong boundary or type is wrong. " : "")
                        + "New words are those that do not stand in the vocabulary of the training part.",
                Page.part(TagReport.class, "report", data(answers)));
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        if (spans) {
            columns.add(Column.share("F1", "f1"));
            columns.add(Column.share("precision", "precision"));
            columns.add(Column.share("recall", "recall"));
        }
        columns.add(Column.share("accuracy", "accuracy"));
        columns.add(Column.share("of new words", "accuracy_new_words"));
        return columns;
    }

    private Map<String, Object> data(List<Answered> answers) {
        var confusion = new ConfusionMatrix(Math.max(2, model.labels().size()));
        for (Answered answer : answers) {
            for (int t = 0; t < answer.tags().size(); t++) {
                confusion.add(
                        model.labels().indexOf(answer.sentence().tags().get(t)),
                        model.labels().indexOf(answer.tags().get(t)));
            }
        }
        String part = answers.size() < scored.size() ? "the first " + Words.count(answers.size()) + " of " : "";
        List<Answered> wrong = answers.stream()
                .filter(answer -> answer.mistakes() > 0)
                .sorted(Comparator.comparingLong(Answered::mistakes).reversed())
                .toList();
        Map<String, Object> data = new HashMap<>();
        data.put("confusionHtml", new ConfusionTable(model.labels(), confusion).draw(part + scoredOn, "words", "tag"));
        data.put("hasTypes", spans);
        data.put("types", spans ? types(answers) : List.of());
        data.put("hasMistakes", !wrong.isEmpty());
        data.put("wrongCount", Words.count(wrong.size()));
        data.put("count", Words.count(answers.size()));
        data.put(
                "sentences",
                wrong.stream().limit(MOST_SENTENCES).map(TagReport::sentence).toList());
        return data;
    }

    private static List<Map<String, Object>> types(List<Answered> answers) {
        List<Map<String, Object>> rows = new ArrayList<>();
        SpanScores.of(
                        answers.stream().map(answer -> answer.sentence().tags()).toList(),
                        answers.stream().map(Answered::tags).toList())
                .byType()
                .forEach((type, counts) -> rows.add(Map.of(
                        "type", Words.line(type),
                        "precision", Words.percent(counts.precision()),
                        "recall", Words.percent(counts.recall()),
                        "f1", Words.percent(counts.f1()),
                        "support", Words.count(counts.expected()))));
        return rows;
    }

    private static Map<String, Object> sentence(Answered answer) {
        List<Map<String, Object>> words = new ArrayList<>();
        int shown = Math.min(MOST_WORDS, answer.tags().size());
        for (int t = 0; t < shown; t++) {
            String actual = answer.sentence().tags().get(t);
            String answered = answer.tags().get(t);
            boolean right = actual.equals(answered);
            words.add(Map.of(
                    "word",
                    Words.line(answer.sentence().words().get(t)),
                    "tag",
                    right ? Words.line(actual) : Words.line(answered) + " for " + Words.line(actual),
                    "style",
                    right ? (actual.equals("O") ? "plain" : "right") : "wrong",
                    "tagged",
                    !right || !actual.equals("O")));
        }
        return Map.of("words", words, "more", shown < answer.tags().size());
    }
}
