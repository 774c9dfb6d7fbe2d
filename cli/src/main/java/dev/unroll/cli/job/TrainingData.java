package dev.unroll.cli.job;

import dev.unroll.cli.ExitCode;
import dev.unroll.cli.UserError;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.Split;
import dev.unroll.data.TextDataset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a training, split, and the way to examples.
 *
 * @param edition of embedded texts; else empty
 */
public record TrainingData(TextDataset dataset, String edition, Split split, ExampleEncoder encoder) {

    /** Reads what a configuration names. */
    static TrainingData read(TrainConfig config) {
        DataSource source = DataSource.of(config.data());
        var normalization = ExampleEncoder.normalization(config.data());
        TextDataset dataset =
                switch (config.training().task()) {
                    case CLASSIFY -> source.labeled(normalization);
                    case NEXT_TOKEN -> source.unlabeled(normalization);
                };
        Split split = Split.byText(
                dataset, fractions(config.data()), config.training().seed());
        try {
            ExampleEncoder encoder =
                    switch (config.training().task()) {
                        case CLASSIFY -> ExampleEncoder.classifying(config.data(), split.train(), dataset.labels());
                        case NEXT_TOKEN -> ExampleEncoder.guessing(config.data(), dataset.examples());
                    };
            return new TrainingData(dataset, source.edition(), split, encoder);
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
    }

    private static Split.Fractions fractions(TrainConfig.Data data) {
        try {
            return new Split.Fractions(data.validationFraction(), data.testFraction());
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "data.test_fraction and data.validation_fraction: " + e.getMessage());
        }
    }

    /** Returns whether texts were held out; if not, scores are those of the training texts. */
    public boolean hasTest() {
        return !split.test().isEmpty();
    }

    /** Returns what scores are computed on. */
    public List<LabeledText> scored() {
        return hasTest() ? split.test() : split.train();
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
        data.put("train", split.train().size());
        data.put("validation", split.validation().size());
        data.put("test", split.test().size());
        data.put("dropped_duplicates", dataset.report().duplicates());
        data.put("dropped_blank", dataset.report().blank());
        data.put("dropped_emptied", dataset.report().emptied());
        data.put("unreadable", dataset.report().unreadable());
        return data;
    }
}
