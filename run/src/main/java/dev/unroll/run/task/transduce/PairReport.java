package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.score.SequenceScores;
import dev.unroll.data.Example;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Svg;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.ReportPart.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers with what they attended to, errors by length, and what is taken for what.
 *
 * @param <E> a source with its right targets
 */
final class PairReport<E extends Example> {

    /** Sources that are answered again for it. */
    private static final int MOST_ASKED = 2000;

    /** Weights of attention of a picture. */
    private static final int MOST_DRAWN = 20_000;

    private static final int MOST_LENGTHS = 12;
    private static final int MOST_CONFUSIONS = 16;

    private final TransduceProblem<E> problem;
    private final Model model;
    private final List<E> asked;
    private final String scoredOn;
    private final PairScoring scoring;

    PairReport(TransduceProblem<E> problem, Model model, List<E> scored, String scoredOn) {
        this.problem = problem;
        this.model = model;
        this.asked = PairExamples.evenly(scored, MOST_ASKED);
        this.scoredOn = asked.size() < scored.size() ? Words.count(MOST_ASKED) + " of " + scoredOn : scoredOn;
        this.scoring = new PairScoring(problem.target());
    }

    ReportPart part(Team team) {
        List<Hypothesis> answers =
                problem.answers(model.network(), asked, Asking.Targets.AS_MADE, PairReport::drawn, team);
        for (int i = 0; i < answers.size(); i++) {
            scoring.add(problem.text(answers.get(i)), problem.rightTargets(asked.get(i)));
        }
        Map<String, Object> data = new HashMap<>();
        data.put("scoredOn", scoredOn);
        data.put("attends", answers.stream().anyMatch(answer -> !answer.attention()
                .isEmpty()));
        data.put("end", ShownTokens.END);
        var examples = new PairExamples<>(problem, asked, answers);
        data.put("wrong", examples.wrong());
        data.put("right", examples.right());
        data.put("wrongCount", Words.count(examples.wrongCount()));
        data.put("errors", scoring.errorTitle());
        data.put("unit", scoring.unit() + "s");
        data.put("lengths", lengths());
        data.put("confusions", confusions());
        data.put("hasConfusions", !scoring.scores().confusions().isEmpty());
        data.put("some", scoring.scores().confusions().size() > MOST_CONFUSIONS);
        return new ReportPart(
                "say another sequence", "", columns(), note(), Page.part(PairReport.class, "report", data));
    }

    /** Returns an answer with what it attended to, if that can be drawn. */
    private static Hypothesis drawn(Hypothesis answer) {
        boolean isLarge = !answer.attention().isEmpty()
                && (long) answer.attention().size()
                                * answer.attention().getFirst().length()
                        > MOST_DRAWN;
        return isLarge
                ? new Hypothesis(answer.tokens(), answer.logProbability(), answer.score(), answer.isEnded(), List.of())
                : answer;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        if (PairScoring.isOfSentences(problem.target())) {
            columns.add(new Column("BLEU", "bleu", bleu -> String.format(Locale.ROOT, "%.1f", bleu)));
        }
        columns.add(Column.share("exact match", "exact_match"));
        columns.add(Column.share(scoring.errorTitle(), "error_rate"));
        columns.add(Column.share("token accuracy", "token_accuracy"));
        return columns;
    }

    private String note() {
        String capital = scoring.errorTitle().substring(0, 1).toUpperCase(Locale.ROOT)
                + scoring.errorTitle().substring(1);
        return (PairScoring.isOfSentences(problem.target())
                        ? "BLEU is BLEU-4 of all answers together, of tokens as mteval-13a makes them. "
                        : "")
                + capital + " are all substitutions, deletions and insertions over all " + scoring.unit()
                + "s of the right targets; token accuracy is the part of the places that are right. Where several targets"
                + " are right, the one that needs the fewest edits counts.";
    }

    /** Returns a row for each length of a target, or for spans of them if there are many. */
    private List<Map<String, Object>> lengths() {
        var byLength = scoring.scores().byLength();
        int span = Math.max(1, Math.ceilDiv(byLength.lastKey(), MOST_LENGTHS));
        var spans = new TreeMap<Integer, SequenceScores.Counts>();
        byLength.forEach(
                (length, counts) -> spans.merge(Math.max(0, length - 1) / span, counts, SequenceScores.Counts::plus));
        List<Map<String, Object>> rows = new ArrayList<>();
        spans.forEach((number, counts) -> {
            int from = number * span + 1;
            rows.add(Map.of(
                    "length", span == 1 ? Words.count(from) : Words.count(from) + " to " + Words.count(from + span - 1),
                    "sources", Words.count(counts.sequences()),
                    "exact", Words.percent(counts.exactMatch()),
                    "errorRate", Words.percent(counts.errorRate()),
                    "barSvg", Svg.bar(Math.min(1, counts.errorRate()), "negative")));
        });
        return rows;
    }

    private List<Map<String, Object>> confusions() {
        List<SequenceScores.Confusion> all = scoring.scores().confusions();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SequenceScores.Confusion each : all.subList(0, Math.min(MOST_CONFUSIONS, all.size()))) {
            rows.add(Map.of(
                    "right", ShownTokens.right(each.error()),
                    "answered", ShownTokens.answered(each.error()),
                    "count", Words.count(each.count()),
                    "barSvg", Svg.bar((double) each.count() / all.getFirst().count(), "negative")));
        }
        return rows;
    }
}
