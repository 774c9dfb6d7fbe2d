package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.PairExplanation;
import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.explain.PairExplanation.Output;
import dev.unroll.core.model.Transduction;
import dev.unroll.run.page.Page;
import dev.unroll.run.task.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a source is said to have its target, as it is shown. */
record ExplainedPair(ExplainedAnswer answer, PairExplanation explanation, SourcePlaces places)
        implements Question.Explained {

    @Override
    public Page page() {
        return new ExplainPairPage(this).page();
    }

    @Override
    public List<String> lines() {
        List<String> lines = answer.lines();
        lines.add("");
        addCandidates(lines);
        if (places.areOfSound()) {
            lines.add("");
            addStrongest(lines);
            return lines;
        }
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
        if (places.count() > PairLines.MOST || explanation.outputs().size() > PairLines.MOST) {
            lines.add("Only the first " + PairLines.MOST + " tokens are shown; the page and --json have all.");
        }
        return lines;
    }

    private void addCandidates(List<String> lines) {
        lines.add(String.format(Locale.ROOT, "%9s  %9s", "ln p", "score"));
        for (Transduction each : explanation.candidates().best()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%9.3f  %9.3f  %s",
                    each.hypothesis().logProbability(),
                    each.hypothesis().score(),
                    answer.shown(each)));
        }
    }

    /** Which numbers of an output are shown. */
    private interface Row {
        List<Double> of(Output output);
    }

    private List<String> grid(Row row, PairNumbers meaning) {
        return new PairLines(
                        places.names(),
                        said(),
                        explanation.outputs().stream().map(row::of).toList(),
                        meaning)
                .lines();
    }

    /** Adds a line for each token that is said, with the places of a sound that it attended to most, or else that moved it. */
    private void addStrongest(List<String> lines) {
        List<String> said = said();
        String title = explanation.attends() ? "attended to, " : "moved by, ";
        String unit = places.kind() == SourcePlaces.Kind.SECONDS ? "from second" : "from step";
        lines.add(String.format(Locale.ROOT, "%9s  %-6s  %s%s", "p", "says", title, unit));
        for (int t = 0; t < said.size(); t++) {
            Output output = explanation.outputs().get(t);
            lines.add(String.format(
                            Locale.ROOT,
                            "%9.3f  %-6s  %s",
                            StrictMath.exp(output.logProbability()),
                            said.get(t),
                            explanation.attends()
                                    ? places.strongest(output.attention(), PairNumbers.WEIGHTS)
                                    : places.strongest(output.influence(), PairNumbers.INFLUENCES))
                    .stripTrailing());
        }
    }

    /** Returns the tokens that are said, as people see them. */
    List<String> said() {
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
        Map<String, Object> data = answer.data(page);
        switch (places.kind()) {
            case TOKENS -> data.put("source_tokens", explanation.read());
            case SECONDS -> data.put("source_seconds", places.names());
            case STEPS -> data.put("source_steps", places.names());
        }
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
            case ZERO -> "zero";
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
