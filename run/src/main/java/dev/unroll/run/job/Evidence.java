package dev.unroll.run.job;

import dev.unroll.core.input.Marks;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.ModelSession;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.model.Sampling;
import dev.unroll.core.model.Task;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import dev.unroll.run.job.TrainingData.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a model does with the scored examples, for a report: a classifier answers them; a next-token model is surprised by
 * them, and writes texts like them.
 *
 * @param scoredOn the examples in words, {@code 10,000 held-out sequences}
 * @param unit what many of them are called
 * @param scored how many there are, of which {@code answers} may be the first ones
 * @param passages of a next-token model
 */
public record Evidence(
        String scoredOn,
        String unit,
        int scored,
        List<Answered> answers,
        List<Surprise> passages,
        List<Sample> samples) {

    /** Examples that are answered, at most: enough for every table, and a short wait. */
    private static final int MOST_EXAMPLES = 10_000;

    /** Tokens that the surprise at is shown. */
    private static final int MOST_TOKENS = 600;

    private static final int MOST_PASSAGES = 24;
    private static final int MOST_STARTS = 18;
    private static final int TEXTS_A_START = 6;
    private static final int LONGEST_TEXT = 60;
    private static final int LONG_TEXT = 350;
    private static final int START_OF_LONG_TEXT = 40;
    private static final double TEMPERATURE = 0.8;

    public Evidence {
        answers = List.copyOf(answers);
        passages = List.copyOf(passages);
        samples = List.copyOf(samples);
    }

    /**
     * Generated texts.
     *
     * @param start what they begin with, or how they were drawn
     */
    public record Sample(String start, List<String> texts) {

        public Sample {
            texts = List.copyOf(texts);
        }
    }

    /** Lets a model show what it can do. */
    public static Evidence of(Model model, TrainingData data, Team team) {
        List<? extends Labeled> examples = data.scored();
        String counted = data.counted(examples);
        String scoredOn =
                switch (data.scoredPart()) {
                    case TEST -> counted.replaceFirst(" ", " held-out ");
                    case VALIDATION -> counted.replaceFirst(" ", " validation ");
                    case TRAINING -> counted.replaceFirst(" ", " training ") + ", as nothing is held out";
                };
        String unit = data.unit(2);
        if (model.task() == Task.CLASSIFY) {
            List<? extends Labeled> asked = examples.subList(0, Math.min(examples.size(), MOST_EXAMPLES));
            return new Evidence(scoredOn, unit, examples.size(), Answered.of(model, asked, team), List.of(), List.of());
        }
        List<LabeledText> texts = examples.stream()
                .filter(LabeledText.class::isInstance)
                .map(LabeledText.class::cast)
                .toList();
        List<LabeledText> passages = spread(texts).stream()
                .map(text -> new LabeledText(beginning(text.text(), MOST_TOKENS), text.label()))
                .toList();
        return new Evidence(
                scoredOn, unit, examples.size(), List.of(), Surprise.of(model, passages), samples(model, data, texts));
    }

    /** Returns some of the texts, from all over them: neighbors are often alike. */
    private static List<LabeledText> spread(List<LabeledText> texts) {
        int count = Math.min(texts.size(), MOST_PASSAGES);
        return IntStream.range(0, count)
                .mapToObj(i -> texts.get((int) ((long) i * texts.size() / count)))
                .toList();
    }

    private static String beginning(String text, int length) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(length, text.codePointCount(0, text.length()))));
    }

    private static List<Sample> samples(Model model, TrainingData data, List<LabeledText> texts) {
        var session = new ModelSession(model);
        if (data.shape() == Shape.ONE_TEXT) {
            String start = beginning(texts.getFirst().text(), START_OF_LONG_TEXT);
            return Stream.of(0.5, TEMPERATURE, 1.0)
                    .map(temperature -> new Sample(
                            String.format(Locale.ROOT, "temperature %.1f", temperature),
                            drawn(model, session, new Prompt(Optional.empty(), start), temperature, 1, LONG_TEXT)))
                    .toList();
        }
        List<Prompt> starts = new ArrayList<>();
        if (model.text().marks() == Marks.LABEL_AND_END) {
            model.text().labels().forEach(label -> starts.add(new Prompt(Optional.of(label), "")));
        } else {
            texts.stream()
                    .map(text -> model.text().tokens(text.text()).getFirst())
                    .distinct()
                    .forEach(token -> starts.add(new Prompt(Optional.empty(), token)));
        }
        return starts.stream()
                .limit(MOST_STARTS)
                .map(start -> new Sample(
                        start.label().orElse(start.text()),
                        drawn(model, session, start, TEMPERATURE, TEXTS_A_START, LONGEST_TEXT)))
                .toList();
    }

    private static List<String> drawn(
            Model model, ModelSession session, Prompt start, double temperature, int count, int length) {
        var sampling = new Sampling(temperature, 0, 1, 0);
        List<String> before = model.text().tokens(start.text());
        return LongStream.range(0, count)
                .mapToObj(number -> session.generate(start, length, sampling, number))
                .map(tokens -> model.text()
                        .tokenizer()
                        .join(Stream.concat(before.stream(), tokens.stream()).toList()))
                .toList();
    }
}
