package dev.unroll.cli.job;

import dev.unroll.cli.ExitCode;
import dev.unroll.cli.UserError;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.cli.config.TrainConfig.SplitKind;
import dev.unroll.cli.config.TrainConfig.Task;
import dev.unroll.core.model.Cut;
import dev.unroll.core.model.TextEncoder;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import dev.unroll.data.Split;
import dev.unroll.data.TextDataset;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.catalogue.DataHome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The examples of a training, split, and the way to what a network reads.
 *
 * @param counts the sizes and what was dropped, as plain data
 */
public record TrainingData(Dataset<?> dataset, Split<?> split, ExampleEncoder encoder, Map<String, Object> counts) {

    /** Reads what a configuration names. */
    static TrainingData read(TrainConfig config, DataHome home) {
        DataSource source = DataSource.of(config.data(), home);
        var normalization = ExampleEncoder.normalization(config.data());
        Dataset<?> dataset =
                switch (config.training().task()) {
                    case CLASSIFY -> source.labeled(normalization);
                    case NEXT_TOKEN -> source.unlabeled(normalization);
                };
        try {
            return switch (dataset) {
                case TextDataset texts -> ofTexts(config, texts, source.edition());
                case VectorDataset vectors -> ofVectors(config, vectors);
            };
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
    }

    private static TrainingData ofTexts(TrainConfig config, TextDataset texts, String edition) {
        if (config.model().input() == TrainConfig.Input.VECTORS) {
            throw new UserError(
                    ExitCode.USAGE,
                    texts.name() + " has texts, so model.input must be one_hot or embedding but is vectors");
        }
        Split<LabeledText> split = split(config, texts);
        ExampleEncoder encoder = config.training().task() == Task.CLASSIFY
                ? ExampleEncoder.classifying(config.data(), split.train(), texts.labels())
                : ExampleEncoder.guessing(config.data(), texts.examples());
        return new TrainingData(texts, split, encoder, counts(texts, edition, split, encoder));
    }

    private static TrainingData ofVectors(TrainConfig config, VectorDataset vectors) {
        if (config.model().input() != TrainConfig.Input.VECTORS) {
            throw new UserError(
                    ExitCode.USAGE,
                    vectors.name() + " has vectors and no texts, so model.input must be vectors but is "
                            + (config.model().input() == TrainConfig.Input.ONE_HOT ? "one_hot" : "embedding"));
        }
        var split = split(config, vectors);
        var scaling = Scaling.encoder(config.data().scale(), vectors, split.train());
        ExampleEncoder encoder = ExampleEncoder.classifying(scaling, vectors.labels());
        return new TrainingData(vectors, split, encoder, counts(vectors, "", split, encoder));
    }

    private static <E extends Labeled> Split<E> split(TrainConfig config, Dataset<E> dataset) {
        TrainConfig.Data data = config.data();
        long seed = config.training().seed();
        if (data.split() == SplitKind.OFFICIAL) {
            return Split.published(dataset, data.validationFraction(), seed);
        }
        try {
            return Split.random(dataset, new Split.Fractions(data.validationFraction(), data.testFraction()), seed);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "data.test_fraction and data.validation_fraction: " + e.getMessage());
        }
    }

    /** Returns whether examples were held out; if not, scores are those of the training examples. */
    public boolean hasTest() {
        return !split.test().isEmpty();
    }

    /** Returns what scores are computed on. */
    public List<? extends Labeled> scored() {
        return hasTest() ? split.test() : split.train();
    }

    private static Map<String, Object> counts(
            Dataset<?> dataset, String edition, Split<?> split, ExampleEncoder encoder) {
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
        data.put("train", split.train().size());
        data.put("validation", split.validation().size());
        data.put("test", split.test().size());
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
