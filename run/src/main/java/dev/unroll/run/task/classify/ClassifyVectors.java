package dev.unroll.run.task.classify;

import dev.unroll.core.input.Missing;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.Split;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.baseline.DtwNeighbor;
import dev.unroll.data.baseline.VectorRegression;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.explain.LabelQuestion;
import dev.unroll.run.sequence.Scaling;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which label a sequence of vectors has. */
final class ClassifyVectors extends ClassifyProblem<LabeledVectors> {

    /** Steps of two sequences that a nearest neighbor compares, at most: some ten seconds. */
    private static final double MOST_WARPED = 2e9;

    private final VectorEncoder vectors;

    private final Kind kind;

    ClassifyVectors(VectorEncoder vectors, List<String> labels) {
        this(vectors, labels, Kind.MEASURED);
    }

    private ClassifyVectors(VectorEncoder vectors, List<String> labels, Kind kind) {
        super(vectors, labels);
        this.vectors = vectors;
        this.kind = kind;
    }

    /** What the numbers are. */
    private enum Kind {
        /** Of a type with a largest number: rows of pixels are no steps in time that could be warped. */
        PIXELS,
        MEASURED
    }

    /** Takes the sequences of a configuration; they are scaled by what the training part alone says. */
    static TrainingData<LabeledVectors> learn(TrainConfig config, VectorDataset dataset) {
        if (config.model().input() != ModelTable.Input.VECTORS) {
            throw new ConfigException(
                    dataset.name() + " has vectors and no texts, so model.input must be vectors but is "
                            + config.model().input().name().toLowerCase(Locale.ROOT));
        }
        try {
            Split<LabeledVectors> split = TrainingData.split(config, dataset);
            VectorEncoder scaling = Scaling.encoder(config.data(), dataset, split.train());
            return new TrainingData<>(
                    dataset,
                    "",
                    split,
                    new ClassifyVectors(
                            scaling, dataset.labels(), dataset.largest() > 1 ? Kind.PIXELS : Kind.MEASURED));
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Dataset<LabeledVectors> read(DataSource source) {
        return Readers.vectors(source);
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "sequence" : "sequences";
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return new InputSpec.Dense(vectors.inputs());
    }

    @Override
    Sequences sequences(List<LabeledVectors> examples) {
        List<Matrix> encoded = new ArrayList<>(examples.size());
        for (LabeledVectors example : examples) {
            try {
                encoded.add(vectors.encode(example.vectors()));
            } catch (IllegalArgumentException e) {
                throw new DataException(example.called(encoded.size()) + ": " + e.getMessage(), e);
            }
        }
        return Sequences.ofVectors(encoded);
    }

    @Override
    List<Scores> comparisons(List<LabeledVectors> training, List<LabeledVectors> scored) {
        List<Scores> all = new ArrayList<>();
        List<LabeledVectors> scaled = scaled(training);
        if (kind == Kind.MEASURED && DtwNeighbor.work(training, scored) <= MOST_WARPED) {
            all.add(score(DtwNeighbor.train(scaled), this::scaled, scored));
        }
        // Of pictures it reads what the data have, as it always did.
        all.add(
                isPlain()
                        ? score(VectorRegression.train(training), LabeledVectors::vectors, scored)
                        : score(VectorRegression.train(scaled), this::scaled, scored));
        return all;
    }

    private boolean isPlain() {
        return vectors.missing() == Missing.ERROR
                && vectors.scales().stream().distinct().count() == 1;
    }

    private Matrix scaled(LabeledVectors example) {
        return vectors.encode(example.vectors());
    }

    private List<LabeledVectors> scaled(List<LabeledVectors> examples) {
        return examples.stream()
                .map(example -> new LabeledVectors(scaled(example), example.label()))
                .toList();
    }

    @Override
    public List<String> warnings(Dataset<LabeledVectors> dataset, Split<LabeledVectors> split) {
        List<String> warnings = new ArrayList<>(super.warnings(dataset, split));
        if (dataset instanceof VectorDataset read) {
            warnings.addAll(Scaling.warnings(vectors, read, split.train()));
        }
        return warnings;
    }

    @Override
    public void count(Dataset<LabeledVectors> dataset, Map<String, Object> counts) {
        counts.put("labels", task().outputs());
        counts.putAll(dataset.facts());
    }

    @Override
    Answered.Shown shown(LabeledVectors example, int number) {
        return new Answered.Shown(Integer.toString(number), Optional.of(example.vectors()));
    }

    @Override
    public List<List<String>> next(Model model, LabeledVectors example) {
        return List.of(List.of("predict", "MODEL", "FILE"), List.of("explain", "MODEL", "FILE"));
    }

    @Override
    public Question question(LabeledVectors example, int number, int word) {
        return new LabelQuestion.OfVectors("example " + number, example.vectors(), Optional.of(example.label()));
    }
}
