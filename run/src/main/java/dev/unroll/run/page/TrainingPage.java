package dev.unroll.run.page;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.job.Evidence;
import dev.unroll.run.job.TrainingData;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the report of a training. */
public final class TrainingPage {

    /** The name of the page in the folder of the run. */
    public static final String FILE = "report.html";

    private TrainingPage() {}

    /** Answers the scored examples again, one by one, and writes the page; returns where it is. */
    public static Path write(RunFolder folder, Model model, TrainingData data, Team team) throws IOException {
        Path page = folder.path().resolve(FILE);
        new ReportPage(model, RunCurves.read(folder.events()), Evidence.of(model, data, team)).write(page);
        return page;
    }
}
