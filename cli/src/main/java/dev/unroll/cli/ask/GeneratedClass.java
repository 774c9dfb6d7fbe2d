package dev.unroll.cli.ask;

import dev.unroll.core.model.Prediction;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.nexttoken.FreshTexts.Drawn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that were generated for a label, and what a judge takes them for.
 *
 * @param answers of the judge, one a text; none without a judge
 */
record GeneratedClass(String label, Drawn drawn, List<Prediction> answers) {

    GeneratedClass {
        answers = List.copyOf(answers);
    }

    static GeneratedClass of(String label, Drawn drawn, Optional<Judge> judge) {
        List<Prediction> answers = judge.map(
                        asked -> drawn.texts().stream().map(asked::answer).toList())
                .orElse(List.of());
        return new GeneratedClass(label, drawn, answers);
    }

    int size() {
        return drawn.texts().size();
    }

    /** Returns how many texts the judge gives back to the label. */
    long recognized() {
        return answers.stream().filter(answer -> answer.label().equals(label)).count();
    }

    /** Returns the texts, those that the judge takes for another label in brackets. */
    String line() {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            String text = Printed.inLine(drawn.texts().get(i));
            boolean other = !answers.isEmpty() && !answers.get(i).label().equals(label);
            shown.add(other ? "(" + text + ")" : text);
        }
        return String.join(", ", shown);
    }

    /** Returns all of it, as plain data. */
    Map<String, Object> data() {
        List<Map<String, Object>> texts = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("text", drawn.texts().get(i));
            if (!answers.isEmpty()) {
                text.put("judged", answers.get(i).label());
                text.put("probability", answers.get(i).probability());
            }
            texts.add(text);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("class", label);
        data.put("texts", texts);
        drawn.tally().ifPresent(tally -> {
            data.put("draws", tally.draws());
            data.put("known", tally.known());
            data.put("repeated", tally.repeated());
        });
        if (!answers.isEmpty()) {
            data.put("recognized", (double) recognized() / size());
        }
        return data;
    }
}
