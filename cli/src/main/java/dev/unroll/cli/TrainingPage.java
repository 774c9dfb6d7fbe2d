package dev.unroll.cli;

import dev.unroll.cli.job.Evidence;
import dev.unroll.cli.job.TrainingData;
import dev.unroll.cli.page.ReportPage;
import dev.unroll.cli.page.RunCurves;
import dev.unroll.cli.run.RunFolder;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the report of a training. */
final class TrainingPage {

    /** The name of the page in the folder of the run. */
    static final String FILE = "report.html";

    private TrainingPage() {}

    /** Answers the scored examples again, one by one, and writes the page; returns where it is. */
    static Path write(RunFolder folder, Model model, TrainingData data, Team team) throws IOException {
        Path page = folder.path().resolve(FILE);
        new ReportPage(model, RunCurves.read(folder.events()), Evidence.of(model, data, team)).write(page);
        return page;
    }
}
