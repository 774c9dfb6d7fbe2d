package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.AlignedToken;
import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.task.Transduce;
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
 * Where in a source a model of CTC says what it says, as it is shown.
 *
 * @param compared the answer beside what is right; empty if that is not known
 * @param seconds of a step of the source; empty if it is no sound
 */
record ExplainedCtc(
        Model model,
        CtcQuestion question,
        CtcExplanation explanation,
        Optional<ComparedTarget> compared,
        Optional<Double> seconds)
        implements Question.Explained {

    private static final String BLANK = "blank";

    @Override
    public Page page() {
        return new ExplainCtcPage(this).page();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Printed.inLine(question.source()) + "  " + PairAnswers.shown(explanation.answer()));
        compared.ifPresent(each -> {
            if (each.isRight()) {
                lines.add("This is right.");
            } else {
                lines.add("");
                lines.addAll(each.lines());
            }
        });
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%9s", "ln p"));
        for (Transduction each : explanation.candidates()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%9.3f  %s%s",
                    each.hypothesis().logProbability(),
                    PairAnswers.shown(each),
                    explanation.isAnswer(each) ? "  ← the answer" : ""));
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
        return model.task(Transduce.class, Transduce.NAME).target().vocabulary().token(index);
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
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", question.source());
        data.put("page", page);
        data.put("target", explanation.answer().text());
        data.put("answers", PairAnswers.explained(explanation.candidates(), explanation::isAnswer));
        compared.ifPresent(each -> each.put(question.rightTargets(), data));
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
