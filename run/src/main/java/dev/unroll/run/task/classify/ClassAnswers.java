package dev.unroll.run.task.classify;

import dev.unroll.core.model.Prediction;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.Printed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The labels of an input, the most probable first. */
record ClassAnswers(Asked asked, int top) implements Answers {

    private List<Prediction> best(String input) {
        List<Prediction> all = asked.predict(input);
        return all.subList(0, Math.min(top, all.size()));
    }

    private String joined(String input, String separator) {
        return best(input).stream()
                .map(answer ->
                        String.format(Locale.ROOT, "%s %.3f", Printed.inLine(answer.label()), answer.probability()))
                .collect(Collectors.joining(separator));
    }

    @Override
    public Map<String, Object> data(String input) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", input);
        data.put(
                "labels",
                best(input).stream()
                        .map(answer -> Answers.data("label", answer))
                        .toList());
        return data;
    }

    @Override
    public String line(String input) {
        return Printed.inLine(input) + "\t" + joined(input, "\t");
    }

    @Override
    public String show(String input, int width) {
        return Printed.padded(Printed.inLine(input), width) + "  " + joined(input, "  ") + System.lineSeparator();
    }

    @Override
    public List<String> each(List<String> inputs) {
        return asked.each(inputs);
    }
}
