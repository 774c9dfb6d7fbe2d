package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.PairExplanation;
import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.explain.PairExplanation.Output;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Transduction;
import dev.unroll.run.page.NetworkWords;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Svg;
import dev.unroll.run.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of {@code unroll explain} for another sequence: what each token attended to, and what each of the source did. */
final class ExplainPairPage {

    /** Letters of a source or a target in a heading. */
    private static final int LONGEST_TEXT = 160;

    private final ExplainedPair explained;
    private final PairExplanation explanation;
    private final List<String> source;
    private final List<String> target;

    ExplainPairPage(ExplainedPair explained) {
        this.explained = explained;
        this.explanation = explained.explanation();
        this.source = explained.places();
        this.target = explained.said();
    }

    Page page() {
        Transduction answer = explanation.answer();
        Map<String, Object> data = NetworkWords.head(explained.model());
        data.put("text", text(explained.question().source()));
        data.put(
                "read",
                explained.isSound()
                        ? Sentence.counted(source.size(), "step") + " of a sound"
                        : Sentence.counted(answer.sourceTokens().size(), "token"));
        data.put("said", text(answer.text()));
        data.put("nothing", answer.text().isEmpty());
        data.put("probability", probability(answer.hypothesis().logProbability()));
        data.put("cut", !answer.isEnded());
        data.put("end", ShownTokens.END);
        data.put("compared", explained.compared().stream().map(this::comparison).toList());
        data.put("candidates", candidates());
        data.put("better", !explanation.isAnswer(explanation.candidates().getFirst()));
        data.put("attends", explanation.attends());
        data.put("attention", attention());
        data.put("sound", explained.isSound());
        data.put("unknown", explanation.hiding() == Hiding.UNKNOWN);
        data.put("leftOut", explanation.hiding() == Hiding.LEFT_OUT);
        data.put("influences", influences());
        data.put("rows", rows());
        data.put("outputs", Words.count(target.size()));
        return new Page(Words.line(text(explained.question().source())) + ": why", "explain-pair", data);
    }

    private static String text(String text) {
        return Words.shortened(Words.line(text), LONGEST_TEXT);
    }

    private static String probability(double logProbability) {
        return Words.number(StrictMath.exp(logProbability), 3);
    }

    private Map<String, Object> comparison(ComparedTarget each) {
        return Map.of(
                "right", text(each.right()),
                "isRight", each.isRight(),
                "several", each.of() > 1,
                "of", Words.count(each.of()),
                "edits", each.spans());
    }

    private List<Map<String, Object>> candidates() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Transduction each : explanation.candidates()) {
            double logProbability = each.hypothesis().logProbability();
            rows.add(Map.of(
                    "number", rows.size() + 1,
                    "explained", explanation.isAnswer(each),
                    "target", text(each.text()),
                    "cut", !each.isEnded(),
                    "logProbability", Words.number(logProbability),
                    "score", Words.number(each.hypothesis().score()),
                    "barSvg", Svg.bar(StrictMath.exp(logProbability), "plain")));
        }
        return rows;
    }

    private List<Map<String, Object>> attention() {
        return explanation.attends()
                ? List.of(new PairGrid(
                                "Attention: a row for each token said, a column for each of the source",
                                source,
                                target,
                                explanation.outputs().stream()
                                        .map(Output::attention)
                                        .toList(),
                                PairNumbers.WEIGHTS)
                        .draw(PairGrid.PAGE))
                : List.of();
    }

    private List<Map<String, Object>> influences() {
        return explanation.hiding() == Hiding.NOTHING
                ? List.of()
                : List.of(new PairGrid(
                                "Influence: a row for each token said, a column for each of the source",
                                source,
                                target,
                                explanation.outputs().stream()
                                        .map(Output::influence)
                                        .toList(),
                                PairNumbers.INFLUENCES)
                        .draw(PairGrid.PAGE));
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Output output : explanation.outputs()) {
            rows.add(Map.of(
                    "number", rows.size() + 1,
                    "token", target.get(rows.size()),
                    "probability", probability(output.logProbability()),
                    "attended", explained.strongest(output.attention(), PairNumbers.WEIGHTS),
                    "moved", explained.strongest(output.influence(), PairNumbers.INFLUENCES)));
        }
        return rows;
    }
}
