package dev.unroll.run.job;

import dev.unroll.core.input.Cut;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.train.Examples;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.Split;
import dev.unroll.data.TextDataset;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.WordVectors;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.SplitKind;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The examples of a training, split, and the way to what a network reads.
 *
 * @param shape whether the texts are many, or one long one
 * @param vectors word vectors that the embedding starts from
 * @param counts the sizes and what was dropped, as plain data
 */
public record TrainingData(
        Dataset<?> dataset,
        Shape shape,
        Split<?> split,
        ExampleEncoder encoder,
        Optional<WordVectors> vectors,
        Map<String, Object> counts) {

    /** How many examples there are. */
    public enum Shape {
        /** Many texts or sequences, each an example. */
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

    /** The most classes of a training: with more of them the last layer is most of the work, and tables are endless. */
    private static final int MOST_CLASSES = 10_000;

    /** Of so few classes any number of examples may be meant. */
    private static final int FEW_CLASSES = 50;

    private static final int SHOWN_CLASSES = 3;

    /** What {@code model.vectors} is if there are none, or if they are counted; else it is a file. */
    private static final String NO_VECTORS = "none";

    private static final String COUNTED_VECTORS = "counted";

    /** Reads what a configuration names. */
    static TrainingData read(TrainConfig config, DataHome home) {
        DataSource source = DataSource.of(config.data(), home);
        var normalization = ExampleEncoder.normalization(config.data());
        boolean guesses = config.training().task() == TrainingTable.Task.NEXT_TOKEN;
        boolean labels = !guesses || config.data().marks() == DataTable.Marks.LABEL;
        Dataset<?> dataset = labels ? source.labeled(normalization) : source.unlabeled(normalization);
        if (labels) {
            requireClasses(dataset);
        }
        try {
            return switch (dataset) {
                case TextDataset texts -> ofTexts(config, texts, source.edition());
                case VectorDataset vectors -> ofVectors(config, vectors);
            };
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Throws if there are so many classes that nothing can be learned of one: a column of texts, taken for that of the
     * labels, has nearly as many different ones as rows.
     */
    private static void requireClasses(Dataset<?> dataset) {
        int classes = dataset.labels().size();
        int examples = dataset.all().size();
        boolean many = classes > MOST_CLASSES;
        if (many || (classes > FEW_CLASSES && examples < 2 * classes)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s has %,d classes (\"%s\", …) for %,d examples; %s. Is this the column of the classes?"
                            + " data.label_column names it. If it is, put rare classes together",
                    dataset.name(),
                    classes,
                    String.join("\", \"", dataset.labels().subList(0, SHOWN_CLASSES)),
                    examples,
                    many
                            ? String.format(Locale.ROOT, "a training takes at most %,d", MOST_CLASSES)
                            : "that is fewer than two examples a class"));
        }
    }

    private static TrainingData ofTexts(TrainConfig config, TextDataset texts, String edition) {
        if (config.model().input() == ModelTable.Input.VECTORS) {
            throw new ConfigException(
                    texts.name() + " has texts, so model.input must be one_hot or embedding but is vectors");
        }
        Shape shape = config.data().format() == DataTable.Format.TEXT ? Shape.ONE_TEXT : Shape.MANY_TEXTS;
        Split<LabeledText> split =
                switch (shape) {
                    case MANY_TEXTS -> split(config, texts);
                    case ONE_TEXT -> Split.byPosition(texts, fractions(config.data()));
                };
        ExampleEncoder encoder = config.training().task() == TrainingTable.Task.NEXT_TOKEN
                ? ExampleEncoder.guessing(config.data(), texts.all())
                : ExampleEncoder.classifying(config.data(), split.train(), texts.labels());
        Map<String, Object> counts = counts(texts, edition, shape, split, encoder);
        Optional<WordVectors> vectors = wordVectors(config.model(), encoder, split.train());
        vectors.ifPresent(found -> counts.put("tokens_with_vectors", found.count()));
        return new TrainingData(texts, shape, split, encoder, vectors, counts);
    }

    private static TrainingData ofVectors(TrainConfig config, VectorDataset vectors) {
        if (config.model().input() != ModelTable.Input.VECTORS
                || config.training().task() != TrainingTable.Task.CLASSIFY) {
            throw new ConfigException(
                    vectors.name() + " has vectors and no texts, so model.input must be vectors but is "
                            + (config.model().input() == ModelTable.Input.ONE_HOT ? "one_hot" : "embedding"));
        }
        var split = split(config, vectors);
        var scaling = Scaling.encoder(config.data().scale(), vectors, split.train());
        ExampleEncoder encoder = ExampleEncoder.classifying(scaling, vectors.labels());
        var counts = counts(vectors, "", Shape.MANY_TEXTS, split, encoder);
        return new TrainingData(vectors, Shape.MANY_TEXTS, split, encoder, Optional.empty(), counts);
    }

    private static Optional<WordVectors> wordVectors(
            ModelTable model, ExampleEncoder encoder, List<LabeledText> training) {
        TextEncoder whole = encoder.text().cutting(Cut.NONE);
        return switch (model.vectors()) {
            case NO_VECTORS -> Optional.empty();
            case COUNTED_VECTORS -> {
                List<int[]> texts = training.stream()
                        .map(example -> whole.encode(example.text()))
                        .toList();
                yield Optional.of(WordVectors.count(texts, whole.vocabulary(), model.embeddingSize()));
            }
            default ->
                Optional.of(WordVectors.read(Path.of(model.vectors()), whole.vocabulary(), model.embeddingSize()));
        };
    }

    private static <E extends Labeled> Split<E> split(TrainConfig config, Dataset<E> dataset) {
        DataTable data = config.data();
        long seed = config.training().seed();
        return data.split() == SplitKind.OFFICIAL
                ? Split.published(dataset, data.validationFraction(), seed)
                : Split.random(dataset, fractions(data), seed);
    }

    /** Returns the examples to train on; of one long text, {@code batchSize} streams. */
    Examples training(int batchSize) {
        return shape == Shape.ONE_TEXT
                ? encoder.streams(split.train().getFirst(), batchSize)
                : encoder.encode(split.train());
    }

    /** Returns the examples of inputs that are scored. */
    Examples scoring(List<? extends Labeled> examples) {
        if (shape == Shape.MANY_TEXTS) {
            return encoder.encode(examples);
        }
        Labeled text = examples.getFirst();
        return encoder.streams(text, Math.clamp(length(text) / SHORTEST_STREAM, 1, SCORED_STREAMS));
    }

    private static int length(Labeled example) {
        return example instanceof LabeledText labeled ? labeled.text().length() : 0;
    }

    private static Split.Fractions fractions(DataTable data) {
        try {
            return new Split.Fractions(data.validationFraction(), data.testFraction());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("data.test_fraction and data.validation_fraction: " + e.getMessage());
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
    public List<? extends Labeled> scored() {
        return switch (scoredPart()) {
            case TEST -> split.test();
            case VALIDATION -> split.validation();
            case TRAINING -> split.train();
        };
    }

    /** Returns how large a part is: so many examples, or characters of one long text. */
    public int size(List<? extends Labeled> part) {
        return size(part, shape);
    }

    /** Returns how large a part is, in words: {@code 1,200 texts}, {@code 60,000 sequences}, {@code 900,000 characters}. */
    public String counted(List<? extends Labeled> part) {
        int size = size(part);
        return String.format(Locale.ROOT, "%,d %s", size, unit(size));
    }

    /** Returns what so many of the data are called. */
    public String unit(int count) {
        if (shape == Shape.ONE_TEXT) {
            return "characters";
        }
        String one = dataset instanceof TextDataset ? "text" : "sequence";
        return count == 1 ? one : one + "s";
    }

    private static int size(List<? extends Labeled> part, Shape shape) {
        return shape == Shape.MANY_TEXTS || part.isEmpty() ? part.size() : length(part.getFirst());
    }

    /** Returns the SHA-256 of all examples with their labels, part by part, and of the vocabulary or the scaling. */
    public String fingerprint() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        for (List<? extends Labeled> part : List.of(split.train(), split.validation(), split.test())) {
            add(digest, Integer.toString(part.size()));
            for (Labeled example : part) {
                add(digest, example.label());
                add(
                        digest,
                        switch (example) {
                            case LabeledText text -> text.text();
                            case LabeledVectors vectors -> Long.toHexString(vectors.fingerprint());
                        });
            }
        }
        switch (encoder.input()) {
            case TextEncoder text -> text.vocabulary().tokens().forEach(token -> add(digest, token));
            case VectorEncoder vectors -> add(digest, vectors.toString());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds a text with its length before it, so that no two lists of texts look alike. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static Map<String, Object> counts(
            Dataset<?> dataset, String edition, Shape shape, Split<?> split, ExampleEncoder encoder) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", dataset.name());
        if (!edition.isEmpty()) {
            data.put("edition", edition);
        }
        data.put("examples", dataset.all().size());
        if (dataset instanceof TextDataset texts) {
            data.put("distinct_texts", texts.distinctTexts());
        }
        data.put("labels", encoder.labels().size());
        if (encoder.input() instanceof TextEncoder text) {
            data.put("vocabulary", text.vocabulary().size());
            if (!text.cut().equals(Cut.NONE)) {
                data.put("cut_texts", cutTexts(dataset, text));
            }
        }
        data.put("train", size(split.train(), shape));
        data.put("validation", size(split.validation(), shape));
        data.put("test", size(split.test(), shape));
        data.put("test_inputs_trained_on", split.testInputsTrainedOn());
        data.put("dropped_duplicates", dataset.report().duplicates());
        data.put("dropped_blank", dataset.report().blank());
        data.put("dropped_emptied", dataset.report().emptied());
        data.put("unreadable", dataset.report().unreadable());
        return data;
    }

    /** Returns how many texts of all parts are longer than what is read of them. */
    private static long cutTexts(Dataset<?> dataset, TextEncoder text) {
        return dataset.all().stream()
                .filter(example -> example instanceof LabeledText labeled && text.cuts(labeled.text()))
                .count();
    }
}
