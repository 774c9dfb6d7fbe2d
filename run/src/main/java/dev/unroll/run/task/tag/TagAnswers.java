package dev.unroll.run.task.tag;

import dev.unroll.core.input.Texts;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Tagger;
import dev.unroll.core.score.Span;
import dev.unroll.core.score.Spans;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tag of each word of a sentence. */
final class TagAnswers implements Answers {

    private final Tagger tagger;
    private final Asking.Words given;
    private final boolean spans;

    TagAnswers(Model model, Asking.Words given) {
        this.tagger = new Tagger(model);
        this.given = given;
        this.spans = Spans.isScheme(model.labels());
    }

    /** The words of a sentence, with their tags. */
    private record Tagged(List<String> words, List<Prediction> tags) {

        List<String> shown() {
            return words.stream().map(Printed::inLine).toList();
        }
    }

    private Tagged tagged(String sentence) {
        List<String> words = words(sentence, given);
        return new Tagged(words, tagger.tag(words));
    }

    /** Returns the words of a sentence. */
    static List<String> words(String sentence, Asking.Words given) {
        String text = Texts.read(sentence);
        return switch (given) {
            case SPLIT ->
                Arrays.stream(text.split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
            case IN_TEXT -> Tokenizer.WORDS.tokens(text);
        };
    }

    @Override
    public Map<String, Object> data(String input) {
        Tagged tagged = tagged(input);
        List<Map<String, Object>> words = new ArrayList<>();
        for (int t = 0; t < tagged.words().size(); t++) {
            Map<String, Object> word = new LinkedHashMap<>();
            word.put("word", tagged.words().get(t));
            word.putAll(Answers.data("tag", tagged.tags().get(t)));
            words.add(word);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", input);
        data.put("words", words);
        if (spans) {
            data.put("spans", spans(tagged));
        }
        return data;
    }

    private static List<Map<String, Object>> spans(Tagged tagged) {
        List<Map<String, Object>> spans = new ArrayList<>();
        List<String> tags = tagged.tags().stream().map(Prediction::label).toList();
        for (Span span : Spans.of(tags)) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("type", span.type());
            data.put("from", span.from());
            data.put("to", span.to());
            data.put("words", tagged.words().subList(span.from(), span.to()));
            spans.add(data);
        }
        return spans;
    }

    /** Returns the words, each with its tag behind a slash. */
    @Override
    public String line(String input) {
        Tagged tagged = tagged(input);
        List<String> words = new ArrayList<>();
        for (int t = 0; t < tagged.words().size(); t++) {
            words.add(tagged.words().get(t) + "/"
                    + Printed.inLine(tagged.tags().get(t).label()));
        }
        return String.join(" ", words);
    }

    /** Returns a line for each word, and a blank one. */
    @Override
    public String show(String input, int width) {
        Tagged tagged = tagged(input);
        int widest = Printed.widest(tagged.shown());
        int longest = Printed.widest(
                tagged.tags().stream().map(tag -> Printed.inLine(tag.label())).toList());
        var shown = new StringBuilder();
        for (int t = 0; t < tagged.words().size(); t++) {
            Prediction tag = tagged.tags().get(t);
            shown.append(Printed.padded(tagged.shown().get(t), widest))
                    .append("  ")
                    .append(Printed.padded(Printed.inLine(tag.label()), longest))
                    .append(String.format(Locale.ROOT, "  %.3f%n", tag.probability()));
        }
        return shown.append(System.lineSeparator()).toString();
    }
}
