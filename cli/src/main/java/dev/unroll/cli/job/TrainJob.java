package dev.unroll.cli.job;

import dev.unroll.cli.Version;
import dev.unroll.cli.config.ConfigPrinter;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Task;
import dev.unroll.core.network.ClassWeights;
import dev.unroll.core.network.CrossEntropy;
import dev.unroll.core.network.Network;
import dev.unroll.core.train.Evaluation;
import dev.unroll.core.train.Evaluator;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.data.DataException;
import dev.unroll.data.TextDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One training: reads, trains, scores beside baselines, saves. */
public final class TrainJob {

    /** Sequences that are scored at once; no result depends on it. */
    private static final int SCORED_AT_ONCE = 64;

    private final TrainConfig config;
    private final TrainingPlan plan;
    private final TrainingData data;
    private final String name;
    private final Path folder;

    private TrainJob(TrainConfig config, TrainingPlan plan, TrainingData data, String name, Path folder) {
        this.config = config;
        this.plan = plan;
        this.data = data;
        this.name = name;
        this.folder = folder;
    }

    /**
     * Checks the configuration and reads the data.
     *
     * @param name of the model
     * @param folder where the model is saved to
     */
    public static TrainJob prepare(TrainConfig config, String name, Path folder) {
        NetworkPlan.check(config);
        OptimizationPlan.check(config.training());
        TrainingData data = TrainingData.read(config);
        TrainingPlan plan = OptimizationPlan.of(config.training(), classWeights(config.training(), data));
        return new TrainJob(config, plan, data, name, folder);
    }

    private static ClassWeights classWeights(TrainConfig.Training training, TrainingData data) {
        if (training.classBalance() == 0) {
            return ClassWeights.none();
        }
        List<String> labels = data.dataset().labels();
        int[] counts = new int[labels.size()];
        data.split().train().forEach(example -> counts[labels.indexOf(example.label())]++);
        return ClassWeights.balanced(counts, training.classBalance());
    }

    /** Returns what was read. */
    public TrainingData data() {
        return data;
    }

    /** Notes what a training says of itself. */
    private static final class Notes implements Consumer<TrainingEvent> {
        private final List<Double> losses = new ArrayList<>();
        private long steps;
        private boolean stopped;

        Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("losses", losses);
            data.put("steps", steps);
            data.put("stopped", stopped);
            return data;
        }

        @Override
        public void accept(TrainingEvent event) {
            switch (event) {
                case TrainingEvent.EpochDone done -> losses.add(done.loss());
                case TrainingEvent.Finished finished -> {
                    steps = finished.steps();
                    stopped = finished.ending() == TrainingEvent.Ending.INTERRUPTED;
                }
                case TrainingEvent.Started _, TrainingEvent.EpochStarted _, TrainingEvent.Step _ -> {}
            }
        }
    }

    /**
     * Trains and saves, then scores and saves again, so that no end of the process loses a training that is done.
     *
     * @param stop ends the training after the step during which it becomes true
     */
    public TrainResult run(Team team, Consumer<TrainingEvent> listener, BooleanSupplier stop) throws IOException {
        ExampleEncoder encoder = data.encoder();
        Examples training = data.training(config.training().batchSize());
        if (training.count() == 0) {
            throw new DataException(data.dataset().name() + " has no text of two tokens or more to learn from");
        }
        Optional<Examples> validation = data.split().validation().isEmpty()
                ? Optional.empty()
                : Optional.of(data.scoring(data.split().validation()));
        Network fresh = NetworkPlan.network(config, encoder, training.inputs());
        var notes = new Notes();
        Kernels kernels = Kernels.fastest();
        long start = System.nanoTime();
        Network trained =
                new Trainer(plan, kernels, team, notes.andThen(listener), stop).train(fresh, training, validation);
        double seconds = (System.nanoTime() - start) * 1e-9;
        Model unscored = save(trained, seconds, notes, List.of());
        if (notes.stopped) {
            return new TrainResult(unscored, folder, data, notes.losses, notes.steps, seconds, true, List.of());
        }
        List<Scores> scores = new ArrayList<>();
        scores.add(score(unscored, data.scoring(data.scored()), team));
        scores.addAll(Baselines.score(data));
        Model model = save(trained, seconds, notes, scores);
        return new TrainResult(model, folder, data, notes.losses, notes.steps, seconds, false, scores);
    }

    /** Returns how well a model answers. */
    public static Scores score(Model model, Examples examples, Team team) {
        var evaluator = new Evaluator(new CrossEntropy(), SCORED_AT_ONCE, Kernels.fastest(), team);
        Evaluation evaluation = evaluator.evaluate(model.network(), examples);
        OptionalDouble bits = model.task() == Task.NEXT_TOKEN
                ? OptionalDouble.of(evaluation.loss() / StrictMath.log(2))
                : OptionalDouble.empty();
        return new Scores("model", "this model", evaluation.confusion().orElseThrow(), bits);
    }

    /** Returns, for a model that classifies, how well always giving the most frequent label of these texts does. */
    public static List<Scores> majority(Model model, TextDataset dataset) {
        return model.task() == Task.CLASSIFY
                ? List.of(Baselines.majority(ExampleEncoder.of(model), dataset.examples()))
                : List.of();
    }

    private Model save(Network network, double seconds, Notes notes, List<Scores> scores) throws IOException {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("config", ConfigPrinter.data(config));
        training.put("data", data.counts());
        training.put("progress", notes.data());
        if (!scores.isEmpty()) {
            String key =
                    switch (data.scoredPart()) {
                        case TEST -> "scores";
                        case VALIDATION -> "scores_on_validation_texts";
                        case TRAINING -> "scores_on_training_texts";
                    };
            training.put(key, Scores.data(scores));
        }
        training.put("environment", environment(seconds));
        ExampleEncoder encoder = data.encoder();
        var model = new Model(name, encoder.task(), network, encoder.text(), encoder.labels(), training);
        model.save(folder);
        return model;
    }

    private static Map<String, Object> environment(double seconds) {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("unroll", Version.text());
        environment.put("java", Runtime.version().toString());
        environment.put(
                "machine", System.getProperty("os.name", "unknown") + " " + System.getProperty("os.arch", "unknown"));
        environment.put("kernels", Kernels.fastest().description());
        environment.put("seconds", StrictMath.rint(10 * seconds) / 10);
        return environment;
    }
}
