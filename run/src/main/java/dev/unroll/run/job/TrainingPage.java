package dev.unroll.run.job;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.data.Example;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.page.RunCurves;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the report of a training. */
public final class TrainingPage {

    /** The name of the page in the folder of the run. */
    public static final String FILE = "report.html";

    private TrainingPage() {}

    /** Answers the scored examples again, one by one, and writes the page; returns where it is. */
    public static Path write(RunFolder folder, Model model, TrainingData<?> data, Team team) throws IOException {
        return write(folder, model, "", data, team);
    }

    /** Writes the page of a training that has not ended, which says so; returns where it is. */
    public static Path write(RunFolder folder, UnfinishedRun run, TrainingData<?> data, Team team) throws IOException {
        return write(folder, run.model(), run.state(), data, team);
    }

    /**
     * Writes the page of a training whose examples a program has, beside its log; returns where it is.
     *
     * @param scored the examples that are answered
     * @param scoredOn the same in words: {@code 200 validation texts}
     */
    public static <E extends Example> Path write(
            RunFolder folder, Model model, Problem<E> problem, List<E> scored, String scoredOn, Team team)
            throws IOException {
        return write(folder, model, "", scoredOn, problem.report(model, scored, scoredOn, team));
    }

    private static Path write(RunFolder folder, Model model, String state, TrainingData<?> data, Team team)
            throws IOException {
        return write(folder, model, state, data.scoredOn(), data.report(model, team));
    }

    private static Path write(RunFolder folder, Model model, String state, String scoredOn, ReportPart part)
            throws IOException {
        Path page = folder.path().resolve(FILE);
        var curves = RunCurves.read(folder.events());
        new ReportPage(model, curves, state, scoredOn, part).write(page);
        return page;
    }
}
