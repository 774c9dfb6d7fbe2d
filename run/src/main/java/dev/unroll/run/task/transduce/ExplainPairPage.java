package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.Candidates;
import dev.unroll.core.explain.PairExplanation;
import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.explain.PairExplanation.Output;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Transduction;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of {@code unroll explain} for another sequence: what each token attended to, and what each of the source did. */
final class ExplainPairPage {

    private final ExplainedPair explained;
    private final PairExplanation explanation;
    private final SourcePlaces source;
    private final List<String> target;

    ExplainPairPage(ExplainedPair explained) {
        this.explained = explained;
        this.explanation = explained.explanation();
        this.source = explained.places();
        this.target = explained.said();
    }

    Page page() {
        Transduction answer = explanation.answer();
        Map<String, Object> data = explained.answer().head();
        data.put(
                "read",
                source.areOfSound()
                        ? Sentence.counted(source.count(), "step") + " of a sound"
                        : Sentence.counted(answer.sourceTokens().size(), "token"));
        data.put("nothing", answer.text().isEmpty());
        data.put("probability", probability(answer.hypothesis().logProbability()));
        data.put("cut", !answer.isEnded());
        data.put("end", ShownTokens.END);
        data.put("better", isBetterFound());
        data.put("attends", explanation.attends());
        data.put("attention", attention());
        data.put("sound", source.areOfSound());
        data.put("unknown", explanation.hiding() == Hiding.UNKNOWN);
        data.put("leftOut", explanation.hiding() == Hiding.LEFT_OUT);
        data.put("influences", influences());
        data.put("rows", rows());
        data.put("outputs", Words.count(target.size()));
        return new Page(explained.answer().title("why"), "explain-pair", data);
    }

    private boolean isBetterFound() {
        Candidates candidates = explanation.candidates();
        return !candidates.isAnswer(candidates.best().getFirst());
    }

    private static String probability(double logProbability) {
        return Words.number(StrictMath.exp(logProbability), 3);
    }

    private List<Map<String, Object>> attention() {
        return explanation.attends()
                ? List.of(new PairGrid(
                                "Attention: a row for each token said, a column for each of the source",
                                source.names(),
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
                                source.names(),
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
                    "attended", source.strongest(output.attention(), PairNumbers.WEIGHTS),
                    "moved", source.strongest(output.influence(), PairNumbers.INFLUENCES)));
        }
        return rows;
    }
}
