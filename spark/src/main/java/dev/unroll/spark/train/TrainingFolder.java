package dev.unroll.spark.train;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.data.Example;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.job.TrainingPage;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Scores;
import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.progress.TrainingLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.Identifiable;

/** What a training leaves on a file system of Hadoop beside the model that it returns: model, log and report, as {@code unroll train} does. */
final class TrainingFolder {

    private final Path folder;
    private final Configuration hadoop;

    private TrainingFolder(Path folder, Configuration hadoop) {
        this.folder = folder;
        this.hadoop = hadoop;
    }

    /**
     * Makes a folder of its own within another.
     *
     * @throws IOException if that cannot be written
     */
    static TrainingFolder in(String parent, Configuration hadoop) throws IOException {
        var given = new Path(parent);
        FileSystem system = given.getFileSystem(hadoop);
        Path folder = system.makeQualified(new Path(given, Identifiable.randomUID("training")));
        if (!system.mkdirs(folder)) {
            throw new IOException("runDir: " + folder + " cannot be made; name a folder that the driver may write to");
        }
        return new TrainingFolder(folder, hadoop);
    }

    /** Removes it, if nothing was written to it. */
    void dropIfEmpty() {
        try {
            folder.getFileSystem(hadoop).delete(folder, false);
        } catch (IOException e) {
            // It is left, with what is in it.
        }
    }

    /**
     * What a report answers.
     *
     * @param part of the rows: {@code validation}
     * @param <E> what an example is
     */
    record Scored<E extends Example>(List<E> examples, String part) {

        private String words(Problem<E> problem) {
            int size = problem.size(examples);
            return String.format(Locale.ROOT, "%,d %s %s", size, part, problem.unit(size));
        }

        /** Returns a model that has its scores. */
        private Model scores(Model model, Problem<E> problem, Team team) {
            List<Scores> scores = new ArrayList<>();
            scores.add(problem.score(model.network(), examples, team));
            scores.addAll(problem.reference(examples));
            Map<String, Object> training = new LinkedHashMap<>(model.training());
            training.put("scores_on_" + part + "_texts", Scores.data(scores));
            return new Model(model.name(), model.task(), model.network(), model.input(), training);
        }
    }

    /** Writes the model, then the log, then the report, for which the examples are answered once more. */
    <E extends Example> void fill(Model trained, TrainingLog log, Problem<E> problem, Scored<E> scored)
            throws IOException {
        var local = new RunFolder(java.nio.file.Files.createTempDirectory("unroll"));
        java.nio.file.Path page = local.path().resolve(TrainingPage.FILE);
        try (Team team = Team.of(Runtime.getRuntime().availableProcessors())) {
            Model model = scored.scores(trained, problem, team);
            ModelFiles.of(model).write(folder + "/model", hadoop);
            log.copyTo(local);
            take(local.events());
            take(local.epochs());
            TrainingPage.write(local, model, problem, scored.examples(), scored.words(problem), team);
            take(page);
        } finally {
            for (java.nio.file.Path file : List.of(local.events(), local.epochs(), page, local.path())) {
                java.nio.file.Files.deleteIfExists(file);
            }
        }
    }

    private void take(java.nio.file.Path file) throws IOException {
        folder.getFileSystem(hadoop).copyFromLocalFile(new Path(file.toUri()), folder);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
