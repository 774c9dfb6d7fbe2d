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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Why a source is said to have its target, as it is shown.
 *
 * @param compared the answer beside what is right; empty if that is not known
 * @param seconds of a step of the source; empty if it is no sound
 */
record ExplainedPair(
        Model model,
        PairQuestion question,
        PairExplanation explanation,
        Optional<ComparedTarget> compared,
        Optional<Double> seconds)
        implements Question.Explained {

    /** Places of the source that are named beside an output. */
    private static final int NAMED = 3;

    /** Parts, and nats, below which a place is not named. */
    private static final double LEAST = 0.01;

    /** Decimals of a second at which a place begins. */
    private static final int DECIMALS = 2;

    @Override
    public Page page() {
        return new ExplainPairPage(this).page();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Printed.inLine(question.source()) + "  " + PairAnswers.shown(explanation.answer()));
        compared.ifPresent(each -> addCompared(lines, each));
        lines.add("");
        addCandidates(lines);
        if (explanation.read().isEmpty()) {
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
        if (places().size() > PairLines.MOST || explanation.outputs().size() > PairLines.MOST) {
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
                        places(),
                        said(),
                        explanation.outputs().stream().map(row::of).toList(),
                        meaning)
                .lines();
    }

    /** Adds a line for each token that is said, with the places of a sound that it attended to most, or else that moved it. */
    private void addStrongest(List<String> lines) {
        List<String> said = said();
        String title = explanation.attends() ? "attended to, " : "moved by, ";
        String unit = seconds.isPresent() ? "from second" : "from step";
        lines.add(String.format(Locale.ROOT, "%9s  %-6s  %s%s", "p", "says", title, unit));
        for (int t = 0; t < said.size(); t++) {
            Output output = explanation.outputs().get(t);
            lines.add(String.format(
                            Locale.ROOT,
                            "%9.3f  %-6s  %s",
                            StrictMath.exp(output.logProbability()),
                            said.get(t),
                            explanation.attends()
                                    ? strongest(output.attention(), PairNumbers.WEIGHTS)
                                    : strongest(output.influence(), PairNumbers.INFLUENCES))
                    .stripTrailing());
        }
    }

    /** Returns the places of the source with the largest numbers, which are not too small to be named. */
    String strongest(List<Double> values, PairNumbers meaning) {
        List<String> places = places();
        return IntStream.range(0, values.size())
                .boxed()
                .filter(j -> Math.abs(values.get(j)) >= LEAST)
                .sorted(Comparator.comparingDouble(j -> -Math.abs(values.get(j))))
                .limit(NAMED)
                .map(j -> (isSound() ? "" : j + 1 + " ") + places.get(j) + " " + meaning.text(values.get(j)))
                .collect(Collectors.joining(", "));
    }

    boolean isSound() {
        return explanation.read().isEmpty();
    }

    /** Returns the places of the source as people see them: tokens; of a sound, when they begin. */
    List<String> places() {
        int reduction = explanation.reduction();
        if (isSound()) {
            return IntStream.range(0, explanation.places())
                    .map(place -> place * reduction)
                    .mapToObj(this::begin)
                    .toList();
        }
        List<String> tokens = ShownTokens.of(explanation.read());
        return IntStream.range(0, Math.ceilDiv(tokens.size(), reduction))
                .mapToObj(place -> String.join(
                        " ", tokens.subList(place * reduction, Math.min(tokens.size(), (place + 1) * reduction))))
                .toList();
    }

    /** Returns when a step begins, in seconds, or else its number. */
    private String begin(int step) {
        return seconds.map(each -> String.format(Locale.ROOT, "%." + DECIMALS + "f", step * each))
                .orElseGet(() -> Integer.toString(step + 1));
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
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", question.source());
        data.put("page", page);
        data.put("target", explanation.answer().text());
        data.put("answers", PairAnswers.explained(explanation.candidates(), explanation::isAnswer));
        compared.ifPresent(each -> each.put(question.rightTargets(), data));
        if (isSound()) {
            data.put(seconds.isPresent() ? "source_seconds" : "source_steps", places());
        } else {
            data.put("source_tokens", explanation.read());
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
