package dev.unroll.run.task;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.train.Examples;
import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.data.Split;
import dev.unroll.data.embedding.WordVectors;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.SplitKind;
import dev.unroll.run.config.TrainConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The examples of a training, split, and the problem that they pose.
 *
 * @param edition what to say of the data beside their name; empty if there is nothing
 * @param vectors word vectors that the embedding starts from
 * @param <E> what an example is
 */
public record TrainingData<E extends Example>(
        Dataset<E> dataset, String edition, Split<E> split, Problem<E> problem, Optional<WordVectors> vectors) {

    /** What scores are computed on. */
    public enum Part {
        TEST,
        VALIDATION,
        TRAINING
    }

    /** Data whose embedding starts anew. */
    public TrainingData(Dataset<E> dataset, String edition, Split<E> split, Problem<E> problem) {
        this(dataset, edition, split, problem, Optional.empty());
    }

    /** Returns a data set in the parts that a configuration asks for. */
    public static <E extends Example> Split<E> split(TrainConfig config, Dataset<E> dataset) {
        DataTable data = config.data();
        long seed = config.training().seed();
        return data.split() == SplitKind.OFFICIAL
                ? Split.published(dataset, data.validationFraction(), seed)
                : Split.random(dataset, fractions(data), seed);
    }

    /** Returns the parts that a configuration holds out. */
    public static Split.Fractions fractions(DataTable data) {
        try {
            return new Split.Fractions(data.validationFraction(), data.testFraction());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("data.test_fraction and data.validation_fraction: " + e.getMessage());
        }
    }

    /** Returns the examples to train on in batches of this size. */
    public Examples training(int batchSize) {
        return problem.training(split.train(), batchSize);
    }

    /** Returns the examples that are scored after each epoch, if there are any. */
    public Optional<Examples> validation() {
        return split.validation().isEmpty() ? Optional.empty() : Optional.of(problem.scoring(split.validation()));
    }

    /** Returns which part scores are computed on: the one that the training has seen least of. */
    public Part scoredPart() {
        if (!split.test().isEmpty()) {
            return Part.TEST;
        }
        return split.validation().isEmpty() ? Part.TRAINING : Part.VALIDATION;
    }

    /** Returns what scores are computed on. */
    public List<E> scored() {
        return part(scoredPart());
    }

    /** Returns the examples of a part. */
    public List<E> part(Part part) {
        return switch (part) {
            case TEST -> split.test();
            case VALIDATION -> split.validation();
            case TRAINING -> split.train();
        };
    }

    /** Returns the scores of a network first, last those of the baselines. */
    public List<Scores> scores(Network network, Team team) {
        List<Scores> scores = new ArrayList<>();
        scores.add(problem.score(network, scored(), team));
        if (scoredPart() != Part.TRAINING) {
            scores.add(problem.score(network, split.train(), team).onTrainingPart());
        }
        scores.addAll(problem.baselines(split.train(), scored()));
        return scores;
    }

    /** Returns how much each class counts in the loss. */
    public ClassWeights classWeights(double balance) {
        return problem.classWeights(split.train(), balance);
    }

    /** Returns what to warn of before a training. */
    public List<String> warnings() {
        return problem.warnings(dataset, split);
    }

    /** Returns what of the scored part was trained on, in words. */
    public String heldOut() {
        return problem.heldOut(split);
    }

    /** Returns what a user may try next, with a scored example. */
    public List<List<String>> next(Model model) {
        return problem.next(model, scored().getFirst());
    }

    /** Returns the task's part of the report. */
    public ReportPart report(Model model, Team team) {
        return problem.report(model, scored(), scoredOn(), team);
    }

    /** Returns the scored part in words: {@code 10,000 held-out sequences}. */
    public String scoredOn() {
        String counted = counted(scoredSize());
        return switch (scoredPart()) {
            case TEST -> counted.replaceFirst(" ", " held-out ");
            case VALIDATION -> counted.replaceFirst(" ", " validation ");
            case TRAINING -> counted.replaceFirst(" ", " training ") + ", as nothing is held out";
        };
    }

    /** Returns how large the scored part is, in units. */
    public int scoredSize() {
        return problem.size(scored());
    }

    /** Returns how large the training part is, in units. */
    public int trainedSize() {
        return problem.size(split.train());
    }

    /** Returns so many units in words: {@code 1,200 texts}, {@code 900,000 characters}. */
    public String counted(int size) {
        return String.format(Locale.ROOT, "%,d %s", size, problem.unit(size));
    }

    /** Returns the SHA-256 of all examples with their targets, part by part, and of the encoder. */
    public String fingerprint() {
        var hash = new DataHash();
        for (List<E> part : List.of(split.train(), split.validation(), split.test())) {
            hash.add(Integer.toString(part.size()));
            part.forEach(example -> example.describe(hash::add));
        }
        problem.input().describe(hash::add);
        return hash.hex();
    }

    /** Returns the sizes and what was dropped, as plain data. */
    public Map<String, Object> counts() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", dataset.name());
        if (!edition.isEmpty()) {
            data.put("edition", edition);
        }
        data.put("examples", dataset.all().size());
        problem.count(dataset, data);
        data.put("train", trainedSize());
        data.put("validation", problem.size(split.validation()));
        data.put("test", problem.size(split.test()));
        data.put("test_inputs_trained_on", split.testInputsTrainedOn());
        data.put("dropped_duplicates", dataset.report().duplicates());
        data.put("dropped_blank", dataset.report().blank());
        data.put("dropped_emptied", dataset.report().emptied());
        data.put("unreadable", dataset.report().unreadable());
        vectors.ifPresent(found -> data.put("tokens_with_vectors", found.count()));
        return data;
    }
}
