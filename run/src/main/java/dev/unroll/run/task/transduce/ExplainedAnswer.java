package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.Candidates;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transduction;
import dev.unroll.run.page.NetworkWords;
import dev.unroll.run.page.Svg;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model says of a source, beside what else it might have said and what is right: what all explanations of another
 * sequence show first.
 *
 * @param compared the answer beside what is right; empty if that is not known
 */
record ExplainedAnswer(Model model, PairQuestion question, Candidates candidates, Optional<ComparedTarget> compared) {

    Transduction answer() {
        return candidates.answer();
    }

    /** Returns a candidate for the end of a line. */
    String shown(Transduction candidate) {
        return PairAnswers.shown(candidate) + (candidates.isAnswer(candidate) ? "  ← the answer" : "");
    }

    /** Returns source and answer, and whether that is right, for a terminal. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Printed.inLine(question.source()) + "  " + PairAnswers.shown(answer()));
        compared.ifPresent(each -> {
            if (each.isRight()) {
                lines.add("This is right.");
            } else {
                lines.add("");
                lines.addAll(each.lines());
            }
        });
        return lines;
    }

    /** Returns the title of a page: the source, and what is asked of it. */
    String title(String asked) {
        return ShownTokens.text(question.source()) + ": " + asked;
    }

    /** Returns what a page shows first; more may be put beside it. */
    Map<String, Object> head() {
        Map<String, Object> data = NetworkWords.head(model);
        data.put("text", ShownTokens.text(question.source()));
        data.put("said", ShownTokens.text(answer().text()));
        data.put("compared", compared.stream().map(ComparedTarget::shown).toList());
        data.put("candidates", rows());
        return data;
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Transduction each : candidates.best()) {
            double logProbability = each.hypothesis().logProbability();
            rows.add(Map.of(
                    "number", rows.size() + 1,
                    "explained", candidates.isAnswer(each),
                    "target", ShownTokens.text(each.text()),
                    "cut", !each.isEnded(),
                    "logProbability", Words.number(logProbability),
                    "score", Words.number(each.hypothesis().score()),
                    "barSvg", Svg.bar(StrictMath.exp(logProbability), "plain")));
        }
        return rows;
    }

    /** Returns what plain data have first; more may be put beside it. */
    Map<String, Object> data(String page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", question.source());
        data.put("page", page);
        data.put("target", answer().text());
        data.put("answers", PairAnswers.explained(candidates.best(), candidates::isAnswer));
        compared.ifPresent(each -> each.put(question.rightTargets(), data));
        return data;
    }
}
