package dev.unroll.run.job;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.CheckpointFolder;
import dev.unroll.core.checkpoint.Checkpoints;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.tensorfile.AtomicFile;
import dev.unroll.core.train.BatchPlan;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.WeightsHash;
import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.ConfigException;
import dev.unroll.run.RunFolderException;
import dev.unroll.run.TooLargeException;
import dev.unroll.run.Version;
import dev.unroll.run.config.ConfigPrinter;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunLock;
import dev.unroll.run.folder.RunLog;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One training: reads, trains, scores beside baselines, saves. */
public final class TrainJob {

    private final TrainConfig config;
    private final TrainingPlan plan;
    private final TrainingData<?> data;
    private final String name;
    private Map<String, Object> padding = Map.of();

    private TrainJob(TrainConfig config, TrainingPlan plan, TrainingData<?> data, String name) {
        this.config = config;
        this.plan = plan;
        this.data = data;
        this.name = name;
    }

    /**
     * Checks the configuration and reads the data.
     *
     * @param name of the model
     * @param home where data sets of the catalogue lie
     */
    public static TrainJob prepare(TrainConfig config, String name, DataHome home) {
        TaskType type = TaskTypes.of(config);
        type.check(config);
        NetworkPlan.check(config);
        OptimizationPlan.check(config);
        return fitted(config, () -> {
            TrainingData<?> data = type.read(config, new DataSource(config.data(), home));
            requireUnknownToken(config.training(), data.problem().input());
            TrainingPlan plan = OptimizationPlan.of(
                    config, data.classWeights(config.training().classBalance()));
            return new TrainJob(config, plan, data, name);
        });
    }

    /** Returns what an action returns that needs room for all data. */
    private static <T> T fitted(TrainConfig config, Supplier<T> action) {
        String source = config.data().source();
        return config.data().format() == DataTable.Format.TEXT
                ? TooLargeException.fitted("the text " + source, "bring a shorter text", action)
                : TooLargeException.fittedData(source, action);
    }

    /** Returns what an action returns that needs room for a batch. */
    private <T> T fittedBatch(Supplier<T> action) {
        TrainingTable training = config.training();
        boolean chunks = training.truncation() > 0;
        String batch = "the batch of " + Sentence.counted(training.batchSize(), "sequence");
        return TooLargeException.fitted(
                chunks ? batch + " of " + Sentence.counted(training.truncation(), "step") : batch,
                "make training.batch_size, " + (chunks ? "training.truncation" : "data.longest")
                        + " or model.hidden_size smaller",
                action);
    }

    static void requireUnknownToken(TrainingTable training, InputEncoder encoder) {
        if (training.tokenDropout() > 0 && !encoder.hasUnknown()) {
            throw new ConfigException(
                    "training.token_dropout makes tokens read as unknown ones, but the model has no unknown token;"
                            + " raise data.min_count, or use dropout");
        }
    }

    /** Returns what was read. */
    public TrainingData<?> data() {
        return data;
    }

    /** Where a run takes place, and who hears of it. */
    public record Setting(RunFolder folder, Team team, Consumer<TrainingEvent> listener, BooleanSupplier stop) {}

    /** Trains in a folder of its own, whatever run was there before, and saves the model and its scores there. */
    public TrainResult begin(Setting setting) throws IOException {
        Start start = start();
        RunFolder folder = setting.folder();
        try (RunLock _ = folder.lock()) {
            folder.clear();
            // The receipt first: by it the folder can be seen to be ours, whenever the process dies.
            RunReceipt receipt = RunReceipt.begin(folder, head(setting.team()));
            receipt.flush();
            byte[] toml = ConfigPrinter.print(config).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(folder.config(), out -> out.write(toml));
            var clock = new TrainingClock(0);
            try (RunLog log = RunLog.begin(folder, clock)) {
                return run(setting, receipt, log, clock, start, Optional.empty());
            }
        }
    }

    /**
     * Goes on with a run, whose lock the caller has, with the bits of one without a break.
     *
     * @param from its last checkpoint; empty if none had been written yet
     */
    public TrainResult resume(Setting setting, RunReceipt receipt, Optional<Checkpoint> from) throws IOException {
        requireSameData(receipt);
        Start start = start();
        long step = from.map(Checkpoint::step).orElse(0L);
        receipt.resumeAt(step, from.map(Checkpoint::epoch).orElse(1));
        var clock = new TrainingClock(receipt.seconds());
        setting.folder().removeDrafts();
        try (RunLog log = RunLog.resume(setting.folder(), clock, from)) {
            return run(setting, receipt, log, clock, start, from);
        }
    }

    /** Throws unless the data are those that a run was trained on. */
    public void requireSameData(RunReceipt receipt) {
        if (!receipt.fingerprint().equals(data.fingerprint())) {
            throw new RunFolderException(
                    data.dataset().name() + " is not what the run was trained on: its fingerprint must be "
                            + receipt.fingerprint() + " but is " + data.fingerprint()
                            + "; bring the old data back, or train anew");
        }
    }

    private TrainResult run(
            Setting setting,
            RunReceipt receipt,
            RunLog log,
            TrainingClock clock,
            Start start,
            Optional<Checkpoint> from)
            throws IOException {
        receipt.clock(clock);
        var notes = new TrainNotes(receipt.losses());
        Consumer<TrainingEvent> listener = notes.andThen(log).andThen(receipt).andThen(setting.listener());
        try {
            Network trained = train(
                    new Setting(setting.folder(), setting.team(), listener, setting.stop()),
                    checkpoints(setting.folder(), log, receipt),
                    start,
                    from);
            return finish(setting, receipt, notes, trained, clock.getAsDouble());
        } catch (IOException | RuntimeException e) {
            receipt.end("failed", Map.of("error", String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** Returns the network of a training that has not ended, as it was at a checkpoint. */
    Network at(Checkpoint from, Team team) {
        Start start = start();
        return new Trainer(plan, new Compute(Kernels.fastest(), team))
                .at(from, start.network(), start.training(), start.validation());
    }

    /** Returns a network that a training came to before it ended as a model with its scores; nothing is saved. */
    Model scored(Network network, RunReceipt receipt, Team team) {
        return model(network, receipt.seconds(), new TrainNotes(receipt.losses()), data.scores(network, team));
    }

    /** What training starts from. */
    private record Start(Network network, Examples training, Optional<Examples> validation) {}

    private Start start() {
        return fitted(config, this::encoded);
    }

    private Start encoded() {
        Examples training = data.training(config.training().batchSize());
        if (training.count() == 0) {
            throw new DataException(
                    data.dataset().name() + " has nothing to learn from: no text of two tokens or more");
        }
        Optional<Examples> validation = data.validation();
        padding = paddingShares(training.inputs());
        Network network = NetworkPlan.network(config, data, training.inputs());
        try {
            plan.requireFits(network.spec());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("[training]: " + e.getMessage());
        }
        return new Start(network, training, validation);
    }

    /** Trains, and saves nothing. */
    public Network train(Setting setting) {
        return train(setting, Checkpoints.NONE, start(), Optional.empty());
    }

    private Network train(Setting setting, Checkpoints checkpoints, Start start, Optional<Checkpoint> from) {
        var trainer = new Trainer(plan, new Compute(Kernels.fastest(), setting.team()))
                .withListener(setting.listener())
                .withStop(setting.stop())
                .withCheckpoints(checkpoints);
        return fittedBatch(() -> from.isPresent()
                ? trainer.resume(from.get(), start.network(), start.training(), start.validation())
                : trainer.train(start.network(), start.training(), start.validation()));
    }

    /** Returns how much of padded batches would be padding, in those of the plan and in random ones; empty if none is. */
    private Map<String, Object> paddingShares(Sequences inputs) {
        double random = paddingShare(inputs, BatchPlan.Grouping.RANDOM);
        return random == 0
                ? Map.of()
                : Map.of("share", paddingShare(inputs, plan.grouping()), "share_in_random_batches", random);
    }

    private double paddingShare(Sequences inputs, BatchPlan.Grouping grouping) {
        return BatchPlan.of(inputs, plan.batchSize(), grouping, plan.seed(), 1).paddingShare(inputs);
    }

    /** Log and receipt are written out before a checkpoint is, so that they have all that comes before it. */
    private Checkpoints checkpoints(RunFolder folder, RunLog log, RunReceipt receipt) {
        var kept = new CheckpointFolder(
                folder.checkpoints(),
                config.training().checkpoints(),
                Duration.ofSeconds(config.training().checkpointSeconds()),
                System::nanoTime);
        return new Checkpoints() {
            @Override
            public boolean areDue(long step) {
                return kept.areDue(step);
            }

            @Override
            public void keep(Checkpoint checkpoint) {
                try {
                    log.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException("the log cannot be written: " + e.getMessage(), e);
                }
                receipt.flush();
                kept.keep(checkpoint);
            }
        };
    }

    /** Saves, then scores and saves again, so that no end of the process loses a training that is done. */
    private TrainResult finish(Setting setting, RunReceipt receipt, TrainNotes notes, Network trained, double seconds)
            throws IOException {
        RunFolder folder = setting.folder();
        Model unscored = save(folder, trained, seconds, notes, List.of());
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("weights_sha256", WeightsHash.of(trained));
        if (notes.stopped()) {
            receipt.end("interrupted", end);
            return new TrainResult(
                    unscored, folder.path(), data, notes.losses(), notes.steps(), seconds, true, List.of());
        }
        List<Scores> scores = fitted(config, () -> data.scores(trained, setting.team()));
        Model model = save(folder, trained, seconds, notes, scores);
        end.put("scored_on", data.scoredPart().name().toLowerCase(Locale.ROOT));
        end.put("scores", Scores.data(scores));
        receipt.end("finished", end);
        folder.removeCheckpoints();
        return new TrainResult(model, folder.path(), data, notes.losses(), notes.steps(), seconds, false, scores);
    }

    private Model save(RunFolder folder, Network network, double seconds, TrainNotes notes, List<Scores> scores)
            throws IOException {
        Model model = model(network, seconds, notes, scores);
        model.save(folder.model());
        return model;
    }

    private Model model(Network network, double seconds, TrainNotes notes, List<Scores> scores) {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("config", ConfigPrinter.data(config));
        training.put("data", data.counts());
        training.put("progress", notes.data());
        if (!padding.isEmpty()) {
            training.put("padding_not_computed", padding);
        }
        if (!scores.isEmpty()) {
            String key =
                    switch (data.scoredPart()) {
                        case TEST -> "scores";
                        case VALIDATION -> "scores_on_validation_texts";
                        case TRAINING -> "scores_on_training_texts";
                    };
            training.put(key, Scores.data(scores));
        }
        Map<String, Object> environment = environment();
        environment.put("seconds", StrictMath.rint(10 * seconds) / 10);
        training.put("environment", environment);
        Problem<?> problem = data.problem();
        return new Model(name, problem.task(), network, problem.input(), training);
    }

    private Map<String, Object> head(Team team) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("name", name);
        head.put("seed", config.training().seed());
        head.put("config", ConfigPrinter.data(config));
        Map<String, Object> counts = new LinkedHashMap<>(data.counts());
        counts.put("fingerprint", data.fingerprint());
        head.put("data", counts);
        Map<String, Object> environment = environment();
        environment.put("threads", team.size());
        head.put("environment", environment);
        return head;
    }

    static Map<String, Object> environment() {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("unroll", Version.text());
        environment.put("java", Runtime.version().toString());
        environment.put(
                "machine", System.getProperty("os.name", "unknown") + " " + System.getProperty("os.arch", "unknown"));
        environment.put("kernels", Kernels.fastest().description());
        return environment;
    }
}
