package dev.unroll.cli.job;

import dev.unroll.cli.ExitCode;
import dev.unroll.cli.UserError;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.core.train.Examples;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.Split;
import dev.unroll.data.TextDataset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a training, split, and the way to examples.
 *
 * @param edition of embedded texts; else empty
 * @param shape whether the texts are many, or one long one
 */
public record TrainingData(TextDataset dataset, String edition, Shape shape, Split split, ExampleEncoder encoder) {

    /** How many texts there are. */
    public enum Shape {
        /** Many, each an example. */
        MANY_TEXTS,
        /** One, which is cut into parallel streams. */
        ONE_TEXT
    }

    /** What scores are computed on. */
    public enum Part {
        TEST,
        VALIDATION,
        TRAINING
    }

    /** Streams that a long text is scored in, each from a state of zeros, and what one must have at least. */
    private static final int SCORED_STREAMS = 64;

    private static final int SHORTEST_STREAM = 1000;

    /** Reads what a configuration names. */
    static TrainingData read(TrainConfig config) {
        DataSource source = DataSource.of(config.data());
        var normalization = ExampleEncoder.normalization(config.data());
        boolean guesses = config.training().task() == TrainConfig.Task.NEXT_TOKEN;
        boolean labels = !guesses || config.data().marks() == TrainConfig.Marks.LABEL;
        TextDataset dataset = labels ? source.labeled(normalization) : source.unlabeled(normalization);
        Shape shape = config.data().format() == TrainConfig.Format.TEXT ? Shape.ONE_TEXT : Shape.MANY_TEXTS;
        Split split =
                switch (shape) {
                    case MANY_TEXTS ->
                        Split.byText(
                                dataset,
                                fractions(config.data()),
                                config.training().seed());
                    case ONE_TEXT -> Split.byPosition(dataset, fractions(config.data()));
                };
        try {
            ExampleEncoder encoder = guesses
                    ? ExampleEncoder.guessing(config.data(), dataset.examples())
                    : ExampleEncoder.classifying(config.data(), split.train(), dataset.labels());
            return new TrainingData(dataset, source.edition(), shape, split, encoder);
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the examples to train on; of one long text, {@code batchSize} streams. */
    Examples training(int batchSize) {
        return shape == Shape.ONE_TEXT
                ? encoder.streams(split.train().getFirst(), batchSize)
                : encoder.encode(split.train());
    }

    /** Returns the examples of texts that are scored. */
    Examples scoring(List<LabeledText> texts) {
        if (shape == Shape.MANY_TEXTS) {
            return encoder.encode(texts);
        }
        LabeledText text = texts.getFirst();
        return encoder.streams(text, Math.clamp(text.text().length() / SHORTEST_STREAM, 1, SCORED_STREAMS));
    }

    private static Split.Fractions fractions(TrainConfig.Data data) {
        try {
            return new Split.Fractions(data.validationFraction(), data.testFraction());
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "data.test_fraction and data.validation_fraction: " + e.getMessage());
        }
    }

    /** Returns which part scores are computed on: the one that the training has seen least of. */
    public Part scoredPart() {
        if (!split.test().isEmpty()) {
            return Part.TEST;
        }
        return split.validation().isEmpty() ? Part.TRAINING : Part.VALIDATION;
    }

    /** Returns what scores are computed on. */
    public List<LabeledText> scored() {
        return switch (scoredPart()) {
            case TEST -> split.test();
            case VALIDATION -> split.validation();
            case TRAINING -> split.train();
        };
    }

    /** Returns how large a part is: so many texts, or characters of one long text. */
    public int size(List<LabeledText> part) {
        return shape == Shape.MANY_TEXTS || part.isEmpty()
                ? part.size()
                : part.getFirst().text().length();
    }

    /** Returns the SHA-256 of all texts with their labels, part by part, and of the vocabulary. */
    public String fingerprint() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        for (List<LabeledText> part : List.of(split.train(), split.validation(), split.test())) {
            add(digest, Integer.toString(part.size()));
            for (LabeledText example : part) {
                add(digest, example.label());
                add(digest, example.text());
            }
        }
        encoder.text().vocabulary().tokens().forEach(token -> add(digest, token));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds a text with its length before it, so that no two lists of texts look alike. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /** Returns the counts, as plain data. */
    public Map<String, Object> counts() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", dataset.name());
        if (!edition.isEmpty()) {
            data.put("edition", edition);
        }
        data.put("examples", dataset.examples().size());
        data.put("distinct_texts", dataset.distinctTexts());
        data.put("labels", encoder.labels().size());
        data.put("vocabulary", encoder.text().vocabulary().size());
        data.put("train", size(split.train()));
        data.put("validation", size(split.validation()));
        data.put("test", size(split.test()));
        data.put("dropped_duplicates", dataset.report().duplicates());
        data.put("dropped_blank", dataset.report().blank());
        data.put("dropped_emptied", dataset.report().emptied());
        data.put("unreadable", dataset.report().unreadable());
        return data;
    }
}
