package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.AlignedToken;
import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.page.Page;
import dev.unroll.run.task.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where in a source a model of CTC says what it says, as it is shown.
 *
 * @param seconds of a step of the source; empty if it is no sound
 */
record ExplainedCtc(ExplainedAnswer answer, CtcExplanation explanation, Optional<Double> seconds)
        implements Question.Explained {

    private static final String BLANK = "blank";

    @Override
    public Page page() {
        return new ExplainCtcPage(this).page();
    }

    @Override
    public List<String> lines() {
        List<String> lines = answer.lines();
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%9s", "ln p"));
        for (Transduction each : explanation.candidates().best()) {
            lines.add(String.format(Locale.ROOT, "%9.3f  %s", each.hypothesis().logProbability(), answer.shown(each)));
        }
        lines.add("");
        addTokens(lines);
        return lines;
    }

    private void addTokens(List<String> lines) {
        List<AlignedToken> tokens = explanation.alignment().tokens();
        if (tokens.isEmpty()) {
            lines.add("It says no token: the blank is the most probable path through all "
                    + Sentence.counted(explanation.steps(), "step") + ".");
            return;
        }
        lines.add(String.format(
                Locale.ROOT, "%13s%s  %6s  says", "steps", seconds.isPresent() ? "        seconds" : "", "p"));
        for (AlignedToken token : tokens) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%13s%s  %6.3f  %s",
                    steps(token),
                    seconds.isPresent() ? String.format(Locale.ROOT, "%15s", span(token)) : "",
                    StrictMath.exp(token.logProbability()),
                    shown(token)));
        }
        lines.add("");
        lines.add("Where each token is on the most probable path, and its probability where it is highest there.");
    }

    /** Returns the steps of the source that a token has, from 1. */
    String steps(AlignedToken token) {
        int first = explanation.from(token) + 1;
        int last = explanation.to(token);
        return first == last ? Integer.toString(first) : first + "–" + last;
    }

    /** Returns the seconds of a token; empty if the source is no sound. */
    String span(AlignedToken token) {
        return seconds.map(each -> String.format(
                        Locale.ROOT, "%.2f–%.2f", explanation.from(token) * each, explanation.to(token) * each))
                .orElse("");
    }

    /** Returns a token as people see it. */
    String shown(AlignedToken token) {
        return ShownTokens.of(token(token.token()));
    }

    private String token(int index) {
        return answer.model()
                .task(Transduce.class, Transduce.NAME)
                .target()
                .vocabulary()
                .token(index);
    }

    /** Returns the tokens that are said, each once, in the order in which they are said first. */
    List<Integer> said() {
        return explanation.alignment().tokens().stream()
                .map(AlignedToken::token)
                .distinct()
                .toList();
    }

    @Override
    public Map<String, Object> data(String page) {
        Map<String, Object> data = answer.data(page);
        data.put("steps", explanation.steps());
        data.put("joined_steps", explanation.reduction());
        seconds.ifPresent(each -> data.put("seconds_a_step", each));
        data.put("path_log_probability", explanation.alignment().logProbability());
        data.put(
                "outputs",
                explanation.alignment().tokens().stream().map(this::data).toList());
        data.put("probabilities", probabilities());
        if (explanation.read().isEmpty()) {
            data.put("mean_features", explanation.means());
        } else {
            data.put("source_tokens", explanation.read());
        }
        return data;
    }

    private Map<String, Object> data(AlignedToken token) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("token", token(token.token()));
        data.put("from_step", explanation.from(token));
        data.put("to_step", explanation.to(token));
        seconds.ifPresent(each -> {
            data.put("from_seconds", explanation.from(token) * each);
            data.put("to_seconds", explanation.to(token) * each);
        });
        data.put("log_probability", token.logProbability());
        return data;
    }

    private Map<String, Object> probabilities() {
        Map<String, Object> data = new LinkedHashMap<>();
        said().forEach(index -> data.put(token(index), explanation.probabilities(index)));
        data.put(BLANK, explanation.probabilities(explanation.scores().blank()));
        return data;
    }
}
