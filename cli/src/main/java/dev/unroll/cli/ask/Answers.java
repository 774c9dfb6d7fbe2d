package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.ScoreTable;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.ModelSession;
import dev.unroll.core.model.Prediction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model answers to texts, in three forms. */
sealed interface Answers {

    /** Returns the answers of a model, the {@code top} most probable ones where there are several. */
    static Answers of(Model model, Asked asked, int top) {
        return switch (model.task()) {
            case CLASSIFY -> new Classes(asked, top);
            case NEXT_TOKEN -> new Steps(model, new ModelSession(model));
        };
    }

    /** Returns the answer for machines. */
    Map<String, Object> data(String text);

    /** Returns the answer in one line, fields between tabs, the text first. */
    String line(String text);

    /** Returns the answer for people, each line ended; the text takes {@code width} columns. */
    String show(String text, int width);

    private static Map<String, Object> data(String name, Prediction prediction) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(name, prediction.label());
        data.put("probability", prediction.probability());
        return data;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** The labels of a text. */
    record Classes(Asked asked, int top) implements Answers {

        private List<Prediction> best(String text) {
            List<Prediction> all = asked.predict(text);
            return all.subList(0, Math.min(top, all.size()));
        }

        private String joined(String text, String separator) {
            return best(text).stream()
                    .map(answer -> String.format(Locale.ROOT, "%s %.3f", answer.label(), answer.probability()))
                    .collect(Collectors.joining(separator));
        }

        @Override
        public Map<String, Object> data(String text) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("text", text);
            data.put(
                    "labels",
                    best(text).stream()
                            .map(answer -> Answers.data("label", answer))
                            .toList());
            return data;
        }

        @Override
        public String line(String text) {
            return text + "\t" + joined(text, "\t");
        }

        @Override
        public String show(String text, int width) {
            return padded(text, width) + "  " + joined(text, "  ") + System.lineSeparator();
        }
    }

    /** The token guessed after each token of a text. */
    record Steps(Model model, ModelSession session) implements Answers {

        private List<String> tokens(String text) {
            return model.text().tokenizer().tokens(model.text().normalization().apply(text));
        }

        private String joined(List<Prediction> guesses) {
            return model.text()
                    .tokenizer()
                    .join(guesses.stream().map(Prediction::label).toList());
        }

        @Override
        public Map<String, Object> data(String text) {
            List<Prediction> guesses = session.guesses(text);
            List<String> read = tokens(text);
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
            return text + "\t" + joined(session.guesses(text));
        }

        @Override
        public String show(String text, int width) {
            List<Prediction> guesses = session.guesses(text);
            List<String> read = tokens(text);
            var shown = new StringBuilder(padded(text, width) + " -> " + joined(guesses) + System.lineSeparator());
            for (int t = 0; t < guesses.size(); t++) {
                shown.append(String.format(
                        Locale.ROOT,
                        "%4d  %s -> %s  %.3f%n",
                        t + 1,
                        ScoreTable.shown(read.get(t)),
                        ScoreTable.shown(guesses.get(t).label()),
                        guesses.get(t).probability()));
            }
            return shown.toString();
        }
    }
}
