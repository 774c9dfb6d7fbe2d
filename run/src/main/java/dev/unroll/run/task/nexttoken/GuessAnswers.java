package dev.unroll.run.task.nexttoken;

import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.model.LanguageModel;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The token guessed after each token of a text. */
final class GuessAnswers implements Answers {

    private final TextEncoder encoder;
    private final LanguageModel languageModel;

    GuessAnswers(Model model) {
        this.encoder = model.text();
        this.languageModel = new LanguageModel(model);
    }

    private String joined(List<Prediction> guesses) {
        return encoder.tokenizer().join(guesses.stream().map(Prediction::label).toList());
    }

    @Override
    public Map<String, Object> data(String text) {
        List<Prediction> guesses = languageModel.guesses(text);
        List<String> read = encoder.startTokens(text);
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int t = 0; t < guesses.size(); t++) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("after", read.get(t));
            step.putAll(Answers.data("guess", guesses.get(t)));
            steps.add(step);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", text);
        data.put("guess", joined(guesses));
        data.put("steps", steps);
        return data;
    }

    @Override
    public String line(String text) {
        return Printed.inLine(text) + "\t" + Printed.inLine(joined(languageModel.guesses(text)));
    }

    @Override
    public String show(String text, int width) {
        List<Prediction> guesses = languageModel.guesses(text);
        List<String> read = encoder.startTokens(text);
        var shown = new StringBuilder(Printed.padded(Printed.inLine(text), width) + " -> "
                + Printed.inLine(joined(guesses)) + System.lineSeparator());
        for (int t = 0; t < guesses.size(); t++) {
            shown.append(String.format(
                    Locale.ROOT,
                    "%4d  %s -> %s  %.3f%n",
                    t + 1,
                    LabelDetails.shown(read.get(t)),
                    LabelDetails.shown(guesses.get(t).label()),
                    guesses.get(t).probability()));
        }
        return shown.toString();
    }
}
