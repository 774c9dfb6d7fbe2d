package dev.unroll.run.explain;

import dev.unroll.core.explain.Explanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.run.page.ExplainPage;
import dev.unroll.run.page.Page;
import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a model gives a label, as it is shown. */
record ExplainedLabel(Model model, LabelQuestion question, Explanation explanation) implements Question.Explained {

    private static final int LEAST_READ_WIDTH = 8;

    @Override
    public Page page() {
        return new ExplainPage(model, question.name(), question.known(), explanation).page();
    }

    @Override
    public List<String> lines() {
        Prediction answer = explanation.answer();
        String known = question.known()
                .map(actual -> "  (is " + LabelDetails.shown(actual) + ")")
                .orElse("");
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s  %s %.3f%s",
                Printed.inLine(question.name()),
                LabelDetails.shown(answer.label()),
                answer.probability(),
                known));
        lines.add("");
        List<String> tokens =
                explanation.tokens().stream().map(LabelDetails::shown).toList();
        int width = Math.max(LEAST_READ_WIDTH, Printed.widest(tokens));
        lines.add(String.format(
                Locale.ROOT, "%4s  %s  %9s  %s", "step", Printed.padded("read", width), "influence", "guess"));
        List<Double> influence = explanation.integrated().bySteps();
        for (int t = 0; t < influence.size(); t++) {
            Prediction after = explanation.guesses().get(t);
            String guess =
                    String.format(Locale.ROOT, "%s %.3f", LabelDetails.shown(after.label()), after.probability());
            String read = Printed.padded(tokens.get(t), width);
            lines.add(String.format(Locale.ROOT, "%4d  %s  %+9.4f  %s", t + 1, read, influence.get(t), guess));
        }
        if (explanation.spacing() > 1) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "The input is long, so it was asked for a guess after each %,d steps and after the last; the steps"
                            + " between have the guess before them.",
                    explanation.spacing()));
        }
        return lines;
    }

    @Override
    public Map<String, Object> data(String page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", question.name());
        question.known().ifPresent(actual -> data.put("label", actual));
        data.put("page", page);
        data.put("answer", explanation.answer().label());
        data.put("probability", explanation.answer().probability());
        var integrated = explanation.integrated();
        data.put("log_probability_of_zeros", integrated.before());
        data.put("log_probability", integrated.after());
        data.put("integrated_gradients_sum", integrated.sum());
        data.put("integrated_gradients_points", integrated.points());
        if (explanation.spacing() > 1) {
            data.put("steps_between_guesses", explanation.spacing());
        }
        List<Double> influence = integrated.bySteps();
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int t = 0; t < explanation.tokens().size(); t++) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("read", explanation.tokens().get(t));
            step.put("guess", explanation.guesses().get(t).label());
            step.put("guess_probability", explanation.guesses().get(t).probability());
            step.put("answer_probability", explanation.course().get(t));
            step.put("integrated_gradients", influence.get(t));
            step.put("gradient_times_input", explanation.gradientTimesInput().get(t));
            steps.add(step);
        }
        data.put("steps", steps);
        return data;
    }
}
