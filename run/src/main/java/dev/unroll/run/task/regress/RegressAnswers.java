package dev.unroll.run.task.regress;

import dev.unroll.core.model.Regressor;
import dev.unroll.run.sequence.AskedSequences;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.Printed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The values of an input. */
record RegressAnswers(AskedSequences asked, Regressor regressor) implements Answers {

    private List<Float> values(String input) {
        return regressor.predict(asked.sequence(input));
    }

    private String joined(String input, String separator) {
        List<Float> values = values(input);
        return IntStream.range(0, values.size())
                .mapToObj(v -> String.format(
                        Locale.ROOT, "%s %.6g", Printed.inLine(regressor.names().get(v)), values.get(v)))
                .collect(Collectors.joining(separator));
    }

    @Override
    public Map<String, Object> data(String input) {
        List<Float> values = values(input);
        Map<String, Object> named = new LinkedHashMap<>();
        for (int v = 0; v < values.size(); v++) {
            named.put(regressor.names().get(v), values.get(v));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", input);
        data.put("values", named);
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
