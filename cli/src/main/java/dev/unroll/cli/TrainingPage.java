package dev.unroll.cli;

import dev.unroll.cli.job.Answered;
import dev.unroll.cli.job.TrainingData;
import dev.unroll.cli.page.ReportPage;
import dev.unroll.cli.page.RunCurves;
import dev.unroll.cli.run.RunFolder;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Task;
import dev.unroll.data.Labeled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the report of a training. */
final class TrainingPage {

    /** The name of the page in the folder of the run. */
    static final String FILE = "report.html";

    /** Examples that are answered for the report, at most: enough for every table on it, and a short wait. */
    private static final int MOST_EXAMPLES = 10_000;

    private TrainingPage() {}

    /** Answers the scored examples again, one by one, and writes the page; returns where it is. */
    static Path write(RunFolder folder, Model model, TrainingData data, Team team) throws IOException {
        List<? extends Labeled> examples = data.scored();
        List<Answered> answers = model.task() == Task.CLASSIFY
                ? Answered.of(model, examples.subList(0, Math.min(examples.size(), MOST_EXAMPLES)), team)
                : List.of();
        Path page = folder.path().resolve(FILE);
        new ReportPage(model, RunCurves.read(folder.events()), answers, examples.size()).write(page);
        return page;
    }
}
