package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.AlignedToken;
import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.form.Sentence;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of {@code unroll explain} for a model of CTC: at which steps of its source it says each token. */
record ExplainCtcPage(ExplainedCtc explained) {

    Page page() {
        CtcExplanation explanation = explained.explanation();
        Map<String, Object> data = explained.answer().head();
        data.put("read", Sentence.counted(explanation.steps(), "step"));
        data.put("nothing", explanation.answer().tokens().isEmpty());
        data.put("joined", explanation.reduction() > 1);
        data.put("reduction", explanation.reduction());
        data.put("seconds", explained.seconds().isPresent());
        data.put("level", !explanation.means().isEmpty());
        data.put("chartSvg", new CtcChart(explained).draw());
        data.put("rows", rows());
        return new Page(explained.answer().title("where"), "explain-ctc", data);
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
