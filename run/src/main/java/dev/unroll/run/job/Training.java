package dev.unroll.run.job;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A training as a program asks for it: a recipe, a configuration or data, and what is to be different.
 *
 * <pre>{@code
 * Model model = Training.of("names").on(Path.of("my-names")).with("epochs", 5).run(Path.of("runs/mine")).model();
 * Prediction language = new Classifier(model).predict("Nakamura").getFirst();
 * }</pre>
 *
 * <p>The folder then holds what {@code unroll train} leaves: the model, its scores beside baselines, the log and the report.
 *
 * @param recipe a recipe's name, a TOML file, or data that the rest is chosen for
 * @param settings {@code key=value} each; they come after the recipe
 * @param threads that compute; no result depends on it
 * @param listener hears what happens
 * @param stop asked after each step whether to end and save
 */
public record Training(
        String recipe, List<String> settings, int threads, Consumer<TrainingEvent> listener, BooleanSupplier stop) {

    public Training {
        settings = List.copyOf(settings);
    }

    /**
     * Returns the training of a recipe, {@code quickstart} say, or of a configuration in a TOML file; or of data of one's own,
     * a file or folder, by which all else is chosen.
     */
    public static Training of(String recipeOrFile) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Training(recipeOrFile, List.of(), cores, event -> {}, () -> false);
    }

    /** Returns this training on data of one's own: a folder or a file. */
    public Training on(Path data) {
        return with("data.source", data);
    }

    /** Returns this training with another value of a key of its configuration. */
    public Training with(String key, Object value) {
        List<String> more =
                Stream.concat(settings.stream(), Stream.of(key + "=" + value)).toList();
        return new Training(recipe, more, threads, listener, stop);
    }

    /** Returns this training on so many threads. */
    public Training withThreads(int count) {
        return new Training(recipe, settings, count, listener, stop);
    }

    /** Returns this training, which tells a listener what happens. */
    public Training withListener(Consumer<TrainingEvent> other) {
        return new Training(recipe, settings, threads, other, stop);
    }

    /** Returns this training, which ends after the step during which {@code other} has become true. */
    public Training withStop(BooleanSupplier other) {
        return new Training(recipe, settings, threads, listener, other);
    }

    /**
     * Trains, scores beside baselines, and saves it all in a folder; a run that was there is replaced.
     *
     * @throws dev.unroll.run.ConfigException if a key or value is wrong
     * @throws dev.unroll.data.DataException if the data are
     * @throws IOException if the folder holds something else, or cannot be written
     */
    public TrainResult run(Path folder) throws IOException {
        DataHome home = DataHome.of(System.getenv());
        TrainConfig config = Settings.of(recipe, settings, home).config();
        var place = new RunFolder(folder);
        place.requireReplaceable();
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        TrainJob job = TrainJob.prepare(config, name, home);
        try (Team team = Team.of(threads)) {
            TrainResult result = job.begin(new TrainJob.Setting(place, team, listener, stop));
            if (!result.stopped()) {
                TrainingPage.write(place, result.model(), result.data(), team);
            }
            return result;
        }
    }
}
