package dev.unroll.run.task.regress;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.task.Regress;
import dev.unroll.core.task.Regress.Value;
import dev.unroll.core.task.Task;
import dev.unroll.core.trace.NonFinitePlace;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.LabeledValues;
import dev.unroll.data.Split;
import dev.unroll.data.ValueDataset;
import dev.unroll.data.baseline.MeanValues;
import dev.unroll.data.baseline.RidgeOnMeans;
import dev.unroll.data.baseline.ValueBaseline;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.sequence.Scaling;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TrainingData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which values a sequence of vectors has. */
final class RegressProblem implements Problem<LabeledValues> {

    /** Examples that are answered at once; no result depends on it. */
    private static final int AT_ONCE = 64;

    /** Of more features a closed form takes long. */
    private static final int MOST_FEATURES = 1000;

    private final VectorEncoder vectors;
    private final Regress task;

    RegressProblem(VectorEncoder vectors, Regress task) {
        this.vectors = vectors;
        this.task = task;
    }

    /** Takes the sequences of a configuration; numbers and values are scaled by what the training part alone says. */
    static TrainingData<LabeledValues> learn(TrainConfig config, ValueDataset dataset) {
        try {
            Split<LabeledValues> split = TrainingData.split(config, dataset);
            VectorEncoder scaling = Scaling.encoder(config.data(), dataset, split.train());
            var problem = new RegressProblem(scaling, new Regress(values(dataset, split.train())));
            return new TrainingData<>(dataset, "", split, problem);
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<Value> values(ValueDataset dataset, List<LabeledValues> training) {
        List<Value> values = new ArrayList<>();
        for (int v = 0; v < dataset.values().size(); v++) {
            int value = v;
            double mean = training.stream()
                    .mapToDouble(example -> example.values().get(value))
                    .average()
                    .orElseThrow();
            double variance = training.stream()
                    .mapToDouble(example -> example.values().get(value) - mean)
                    .map(difference -> difference * difference)
                    .average()
                    .orElseThrow();
            float deviation = (float) Math.sqrt(variance);
            values.add(new Value(dataset.values().get(v), (float) mean, deviation > 0 ? deviation : 1));
        }
        return values;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public InputEncoder input() {
        return vectors;
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "sequence" : "sequences";
    }

    @Override
    public String outputUnit() {
        return "value";
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return new InputSpec.Dense(vectors.inputs());
    }

    @Override
    public Dataset<LabeledValues> read(DataSource source) {
        return Readers.values(source);
    }

    @Override
    public Examples encode(List<LabeledValues> examples) {
        Matrix values = Matrix.zeros(examples.size(), task.outputs());
        for (int i = 0; i < examples.size(); i++) {
            List<Float> actual = examples.get(i).values();
            if (actual.size() != task.outputs()) {
                throw new DataException(examples.get(i).called(i) + " has " + Sentence.counted(actual.size(), "value")
                        + " but the model answers " + task.outputs());
            }
            for (int j = 0; j < task.outputs(); j++) {
                values.set(i, j, task.values().get(j).scaled(actual.get(j)));
            }
        }
        return new Examples(sequences(examples), Labels.ofValues(values), i -> examples.get(i)
                .called(i));
    }

    private Sequences sequences(List<LabeledValues> examples) {
        List<Matrix> encoded = new ArrayList<>(examples.size());
        for (LabeledValues example : examples) {
            try {
                encoded.add(vectors.encode(example.vectors()));
            } catch (IllegalArgumentException e) {
                throw new DataException(example.called(encoded.size()) + ": " + e.getMessage(), e);
            }
        }
        return Sequences.ofVectors(encoded);
    }

    /** Returns the answers of a network, in the units of the data. */
    Residuals residuals(Network network, List<LabeledValues> examples, Team team) {
        var run = new NetworkRun(NetworkWeights.forInference(network), Kernels.fastest(), team);
        var batch = new Batch();
        List<double[]> answers = new ArrayList<>(examples.size());
        for (int from = 0; from < examples.size(); from += AT_ONCE) {
            List<LabeledValues> part = examples.subList(from, Math.min(examples.size(), from + AT_ONCE));
            Sequences sequences = sequences(part);
            run.forward(batch.of(sequences));
            int first = from;
            NonFinitePlace.requireNone(
                    run, batch, network, sequences, i -> part.get(i).called(first + i));
            for (int i = 0; i < part.size(); i++) {
                double[] values = new double[task.outputs()];
                for (int j = 0; j < values.length; j++) {
                    values[j] = task.values().get(j).unscaled(run.output().get(i, j));
                }
                answers.add(values);
            }
        }
        return Residuals.of(examples, answers);
    }

    @Override
    public Scores score(Network network, List<LabeledValues> examples, Team team) {
        return residuals(network, examples, team).scores(Scores.MODEL, "this model");
    }

    @Override
    public List<Scores> baselines(List<LabeledValues> training, List<LabeledValues> scored) {
        List<Scores> all = new ArrayList<>();
        if (vectors.inputs() <= MOST_FEATURES) {
            all.add(score(RidgeOnMeans.train(scaled(training)), scored));
        }
        all.add(score(MeanValues.train(training), scored));
        return all;
    }

    private List<LabeledValues> scaled(List<LabeledValues> examples) {
        return examples.stream()
                .map(example -> new LabeledValues(vectors.encode(example.vectors()), example.values()))
                .toList();
    }

    private Scores score(ValueBaseline baseline, List<LabeledValues> scored) {
        return Residuals.of(
                        scored,
                        scaled(scored).stream()
                                .map(example -> baseline.predict(example.vectors()))
                                .toList())
                .scores(baseline.key(), baseline.name());
    }

    /** Returns the score of always giving the mean of the very examples that are scored. */
    @Override
    public List<Scores> reference(List<LabeledValues> scored) {
        return List.of(score(MeanValues.train(scored), scored));
    }

    @Override
    public void count(Dataset<LabeledValues> dataset, Map<String, Object> counts) {
        counts.put("values", task.values().stream().map(Value::name).toList());
    }

    @Override
    public List<String> warnings(Dataset<LabeledValues> dataset, Split<LabeledValues> split) {
        List<String> warnings = new ArrayList<>();
        if (dataset instanceof ValueDataset read) {
            warnings.addAll(Scaling.warnings(vectors, read, split.train()));
        }
        for (int v = 0; v < task.outputs(); v++) {
            int value = v;
            if (split.train().stream()
                            .map(example -> example.values().get(value))
                            .distinct()
                            .count()
                    == 1) {
                warnings.add("value \"" + task.values().get(v).name()
                        + "\" is the same number in all of the training part, so nothing can be learned of it");
            }
        }
        return warnings;
    }

    @Override
    public Details details(Scores scores) {
        Map<String, Object> data = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(
                List.of(String.format(Locale.ROOT, "%-24s  %14s  %14s", "value", "training mean", "deviation")));
        for (Value value : task.values()) {
            lines.add(
                    String.format(Locale.ROOT, "%-24s  %14.6g  %14.6g", value.name(), value.offset(), value.divisor()));
            data.put(value.name(), Map.of("training_mean", value.offset(), "training_deviation", value.divisor()));
        }
        return new Details(List.of(lines), Map.of("values", data));
    }

    @Override
    public List<List<String>> next(Model model, LabeledValues example) {
        return List.of(List.of("predict", "MODEL", "FILE"), List.of("explain", "MODEL", "--example", "0"));
    }

    @Override
    public ReportPart report(Model model, List<LabeledValues> scored, String scoredOn, Team team) {
        return RegressReport.part(task, residuals(model.network(), scored, team), scoredOn);
    }

    @Override
    public Question question(LabeledValues example, int number, int word) {
        return new RegressQuestion(
                "example " + number,
                example.vectors(),
                example.values().stream().map(Float::doubleValue).toList());
    }
}
