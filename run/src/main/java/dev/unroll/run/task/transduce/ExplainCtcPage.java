package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.AlignedToken;
import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Transduction;
import dev.unroll.run.page.NetworkWords;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Svg;
import dev.unroll.run.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of {@code unroll explain} for a model of CTC: at which steps of its source it says each token. */
record ExplainCtcPage(ExplainedCtc explained) {

    /** Letters of a source or a target in a heading. */
    private static final int LONGEST_TEXT = 160;

    Page page() {
        CtcExplanation explanation = explained.explanation();
        Transduction answer = explanation.answer();
        String source = text(explained.question().source());
        Map<String, Object> data = NetworkWords.head(explained.model());
        data.put("text", source);
        data.put("read", Sentence.counted(explanation.steps(), "step"));
        data.put("said", text(answer.text()));
        data.put("nothing", answer.tokens().isEmpty());
        data.put("compared", explained.compared().stream().map(ExplainCtcPage::comparison).toList());
        data.put("candidates", candidates());
        data.put("joined", explanation.reduction() > 1);
        data.put("reduction", explanation.reduction());
        data.put("seconds", explained.seconds().isPresent());
        data.put("level", !explanation.means().isEmpty());
        data.put("chartSvg", new CtcChart(explained).draw());
        data.put("rows", rows());
        return new Page(Words.line(source) + ": where", "explain-ctc", data);
    }

    private static String text(String text) {
        return Words.shortened(Words.line(text), LONGEST_TEXT);
    }

    private static Map<String, Object> comparison(ComparedTarget each) {
        return Map.of(
                "right", text(each.right()),
                "isRight", each.isRight(),
                "several", each.of() > 1,
                "of", Words.count(each.of()),
                "edits", each.spans());
    }

    private List<Map<String, Object>> candidates() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Transduction each : explained.explanation().candidates()) {
            double logProbability = each.hypothesis().logProbability();
            rows.add(Map.of(
                    "number", rows.size() + 1,
                    "explained", explained.explanation().isAnswer(each),
                    "target", text(each.text()),
                    "logProbability", Words.number(logProbability),
                    "barSvg", Svg.bar(StrictMath.exp(logProbability), "plain")));
        }
        return rows;
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (AlignedToken token : explained.explanation().alignment().tokens()) {
            rows.add(Map.of(
                    "number", rows.size() + 1,
                    "token", explained.shown(token),
                    "steps", explained.steps(token),
                    "span", explained.span(token),
                    "probability", Words.number(StrictMath.exp(token.logProbability()), 3)));
        }
        return rows;
    }
}
