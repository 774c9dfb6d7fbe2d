package dev.unroll.run.job;

import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.NotedConfig;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a model was trained on: the data of its training, read again and in the same parts. */
public final class TrainedOn {

    private final Model model;
    private final Path folder;
    private final TrainConfig config;

    private TrainedOn(Model model, Path folder, TrainConfig config) {
        this.model = model;
        this.folder = folder;
        this.config = config;
    }

    /**
     * Returns what a model knows of its training; empty if it came to be otherwise, or if it alone cannot tell all of it.
     *
     * @param folder that it was read from: its own, or that of the run
     */
    public static Optional<TrainedOn> of(Model model, Path folder) throws IOException {
        var run = new RunFolder(folder);
        boolean hasReceipt = Files.exists(run.receipt());
        NotedConfig noted = NotedConfig.of(model);
        Map<String, Map<String, Object>> tables =
                hasReceipt ? RunReceipt.read(run).config() : noted.tables();
        if (tables.isEmpty() || (!hasReceipt && !noted.isExact())) {
            return Optional.empty();
        }
        // Word vectors decide where training starts, not what is read; their file may be gone.
        Map<String, Object> network = tables.getOrDefault("model", new LinkedHashMap<>());
        network.computeIfPresent("vectors", (key, value) -> ModelTable.NO_VECTORS);
        return Optional.of(new TrainedOn(model, folder, ConfigReader.read(folder + ", its training", tables)));
    }

    /** Returns the configuration of the training, without its word vectors. */
    public TrainConfig config() {
        return config;
    }

    /**
     * Returns data in the parts of the training; empty if they are other data than those of the training.
     *
     * @throws DataException if they cannot be read as those were
     */
    public Optional<TrainingData<?>> read(DataSource source) throws IOException {
        TrainingData<?> data = TaskTypes.of(config).read(config, source);
        boolean same = data.problem().input().toData().equals(model.input().toData())
                && data.problem().task().toData().equals(model.task().toData())
                && isOfTraining(data);
        return same ? Optional.of(data) : Optional.empty();
    }

    /** Returns whether so many examples are as many as the training had. */
    public boolean hasSize(int examples) {
        return model.training().get("data") instanceof Map<?, ?> noted
                && noted.get("examples") instanceof Number count
                && count.intValue() == examples;
    }

    /** By the fingerprint in the receipt, or of a model alone by its notes: each count is the same. */
    private boolean isOfTraining(TrainingData<?> data) throws IOException {
        var run = new RunFolder(folder);
        if (Files.exists(run.receipt())) {
            return RunReceipt.read(run).fingerprint().equals(data.fingerprint());
        }
        Map<String, Object> now = data.counts();
        return model.training().get("data") instanceof Map<?, ?> noted
                && noted.entrySet().stream()
                        .allMatch(entry -> !(entry.getValue() instanceof Number then)
                                || !(now.get(String.valueOf(entry.getKey())) instanceof Number count)
                                || count.doubleValue() == then.doubleValue());
    }
}
