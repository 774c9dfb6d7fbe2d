package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.PairExplanation;
import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.explain.PairExplanation.Output;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transduction;
import dev.unroll.run.page.Page;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why a source is said to have its target, as it is shown.
 *
 * @param compared the answer beside what is right; empty if that is not known
 */
record ExplainedPair(Model model, PairQuestion question, PairExplanation explanation, Optional<ComparedTarget> compared)
        implements Question.Explained {

    @Override
    public Page page() {
        return new ExplainPairPage(model, question, explanation, compared).page();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Printed.inLine(question.source()) + "  " + PairAnswers.shown(explanation.answer()));
        compared.ifPresent(each -> addCompared(lines, each));
        lines.add("");
        addCandidates(lines);
        if (explanation.attends()) {
            lines.add("");
            lines.add("Attention, percent: how each token said (down) weighed the source (across)");
            lines.addAll(grid(Output::attention, PairNumbers.WEIGHTS));
        } else {
            lines.add("");
            lines.add("The model does not attend to its source, so there are no weights to show.");
        }
        if (explanation.hiding() != Hiding.NOTHING) {
            lines.add("");
            lines.add("Influence, nats: what the source (across) did to ln p of each token (down)");
            lines.addAll(grid(Output::influence, PairNumbers.INFLUENCES));
            lines.add("");
            lines.add(hidden());
        }
        if (explanation.read().size() > PairLines.MOST || explanation.outputs().size() > PairLines.MOST) {
            lines.add("Only the first " + PairLines.MOST + " tokens are shown; the page and --json have all.");
        }
        return lines;
    }

    private static void addCompared(List<String> lines, ComparedTarget compared) {
        if (compared.isRight()) {
            lines.add("This is right.");
        } else {
            lines.add("");
            lines.addAll(compared.lines());
        }
    }

    private void addCandidates(List<String> lines) {
        lines.add(String.format(Locale.ROOT, "%9s  %9s", "ln p", "score"));
        for (Transduction each : explanation.candidates()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%9.3f  %9.3f  %s%s",
                    each.hypothesis().logProbability(),
                    each.hypothesis().score(),
                    PairAnswers.shown(each),
                    explanation.isAnswer(each) ? "  ← the answer" : ""));
        }
    }

    /** Which numbers of an output are shown. */
    private interface Row {
        List<Double> of(Output output);
    }

    private List<String> grid(Row row, PairNumbers meaning) {
        return new PairLines(
                        ShownTokens.of(explanation.read()),
                        targetTokens(explanation),
                        explanation.outputs().stream().map(row::of).toList(),
                        meaning)
                .lines();
    }

    /** Returns the tokens that are said, as people see them. */
    static List<String> targetTokens(PairExplanation explanation) {
        return explanation.outputs().stream()
                .map(Output::token)
                .map(ShownTokens::of)
                .toList();
    }

    private String hidden() {
        String how = explanation.hiding() == Hiding.UNKNOWN ? "read as an unknown one" : "left out";
        return "One token of the source at a time was " + how + "; " + ShownTokens.END + " marks an end.";
    }

    @Override
    public Map<String, Object> data(String page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", question.source());
        data.put("page", page);
        data.put("target", explanation.answer().text());
        data.put("answers", PairAnswers.explained(explanation.candidates(), explanation::isAnswer));
        compared.ifPresent(each -> each.put(question.rightTargets(), data));
        data.put("source_tokens", explanation.read());
        data.put("hidden_tokens_are", hiding());
        data.put(
                "outputs",
                explanation.outputs().stream().map(ExplainedPair::data).toList());
        return data;
    }

    private String hiding() {
        return switch (explanation.hiding()) {
            case UNKNOWN -> "read as unknown";
            case LEFT_OUT -> "left out";
            case NOTHING -> "none";
        };
    }

    private static Map<String, Object> data(Output output) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("token", output.token());
        data.put("log_probability", output.logProbability());
        data.put("attention", output.attention());
        data.put("influence", output.influence());
        return data;
    }
}
