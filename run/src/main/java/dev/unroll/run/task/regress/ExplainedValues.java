package dev.unroll.run.task.regress;

import dev.unroll.core.explain.ValueExplanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.trace.IntegratedGradients;
import dev.unroll.run.page.ExplainValuesPage;
import dev.unroll.run.page.Page;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a sequence is said to have its values, as it is shown. */
record ExplainedValues(Model model, RegressQuestion question, ValueExplanation explanation)
        implements Question.Explained {

    @Override
    public Page page() {
        return new ExplainValuesPage(model, question.name(), question.actual(), explanation).page();
    }

    private String name() {
        return explanation.names().get(explanation.answer());
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String known = question.actual().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "  (is %.6g)", question.actual().get(explanation.answer()));
        lines.add(String.format(
                Locale.ROOT,
                "%s  %s %.6g%s",
                Printed.inLine(question.name()),
                Printed.inLine(name()),
                explanation.values().get(explanation.answer()),
                known));
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%7s  %12s", "feature", "influence"));
        List<Double> features =
                model.vectors().byFeature(explanation.influence().influence());
        for (int j = 0; j < features.size(); j++) {
            lines.add(String.format(Locale.ROOT, "%7d  %+12.5g", j + 1, features.get(j)));
        }
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%7s  %12s  %12s", "step", "influence", "value so far"));
        List<Double> steps = explanation.influence().bySteps();
        for (int t = 0; t < steps.size(); t++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%7d  %+12.5g  %12.6g",
                    t + 1,
                    steps.get(t),
                    explanation.course().get(t)));
        }
        if (explanation.spacing() > 1) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "The input is long, so it was asked for a value after each %,d steps and after the last; the steps"
                            + " between have the value before them.",
                    explanation.spacing()));
        }
        return lines;
    }

    @Override
    public Map<String, Object> data(String page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", question.name());
        data.put("page", page);
        data.put("explained", name());
        List<Map<String, Object>> values = new ArrayList<>();
        for (int v = 0; v < explanation.names().size(); v++) {
            IntegratedGradients integrated = explanation.integrated().get(v);
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("name", explanation.names().get(v));
            value.put("value", explanation.values().get(v));
            if (!question.actual().isEmpty()) {
                value.put("actual", question.actual().get(v));
            }
            value.put("value_of_zeros", integrated.before());
            value.put("integrated_gradients_sum", integrated.sum());
            value.put("integrated_gradients_points", integrated.points());
            value.put("integrated_gradients_of_features", model.vectors().byFeature(integrated.influence()));
            value.put("integrated_gradients_of_steps", integrated.bySteps());
            values.add(value);
        }
        data.put("values", values);
        if (explanation.spacing() > 1) {
            data.put("steps_between_values", explanation.spacing());
        }
        data.put("value_after_steps", explanation.course());
        data.put("gradient_times_input_of_steps", explanation.gradientTimesInput());
        return data;
    }
}
