package dev.unroll.cli;

import dev.unroll.cli.job.Answered;
import dev.unroll.cli.job.TrainingData;
import dev.unroll.cli.page.ReportPage;
import dev.unroll.cli.page.RunCurves;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Task;
import dev.unroll.data.LabeledText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the report of a training. */
final class TrainingPage {

    /** The name of the page in the folder of the run. */
    static final String FILE = "report.html";

    /** Texts that are answered for the report, at most: enough for every table on it, and a short wait. */
    private static final int MOST_TEXTS = 10_000;

    private TrainingPage() {}

    /** Answers the scored texts again, one by one, and writes the page; returns where it is. */
    static Path write(Model model, TrainingData data, RunCurves curves, Path folder, Team team) throws IOException {
        List<LabeledText> texts = data.scored();
        List<Answered> answers = model.task() == Task.CLASSIFY
                ? Answered.of(model, texts.subList(0, Math.min(texts.size(), MOST_TEXTS)), team)
                : List.of();
        Path page = folder.resolve(FILE);
        new ReportPage(model, curves, answers, texts.size()).write(page);
        return page;
    }
}
