package dev.unroll.cli;

import dev.unroll.cli.config.TrainConfig;
import dev.unroll.cli.job.ModelPlace;
import dev.unroll.cli.job.TrainJob;
import dev.unroll.cli.job.TrainResult;
import dev.unroll.cli.job.TrainingData;
import dev.unroll.cli.page.RunCurves;
import dev.unroll.cli.progress.ProgressLine;
import dev.unroll.cli.progress.ProgressPrinter;
import dev.unroll.cli.progress.TrainingProgress;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.train.TrainingEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A training on a terminal: the job, its progress and warnings on stderr, and Ctrl-C. */
final class TrainRun {

    private final Terminal terminal;
    private final CommonOptions options;

    TrainRun(Terminal terminal, CommonOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    /** Trains, and saves the model to {@code folder}. */
    TrainResult run(TrainConfig config, String name, String folder) throws IOException {
        Path place = ModelPlace.check(folder);
        TrainJob job = TrainJob.prepare(config, name, place);
        PrintWriter err = terminal.err();
        TrainingData data = job.data();
        if (!options.quiet() || data.dataset().report().unreadable() > 0) {
            err.println(data.dataset().name() + ": " + data.dataset().report());
        }
        List<String> neverTrained = data.split().labelsNeverTrained();
        if (!neverTrained.isEmpty()) {
            err.println("warning: all examples of " + String.join(", ", neverTrained)
                    + " are held out, so it cannot be learned; bring more of them");
        }
        if (Kernels.fastest().description().equals(Kernels.scalar().description())) {
            err.println("warning: the scalar kernels run (same results, many times slower); start Java with"
                    + " --add-modules jdk.incubator.vector, and see unroll doctor");
        }
        TrainResult result = train(job, err);
        if (result.stopped()) {
            err.println("interrupted after " + result.steps() + (result.steps() == 1 ? " step" : " steps")
                    + "; the model as it was then is in " + place);
        }
        return result;
    }

    private static void acknowledge(PrintWriter err) {
        err.printf("%nfinishing this step, then saving; Ctrl-C again ends at once%n");
        err.flush();
    }

    private TrainResult train(TrainJob job, PrintWriter err) throws IOException {
        OptionalInt columns = options.quiet() ? OptionalInt.empty() : terminal.columns();
        try (Team team = Team.of(options.threads());
                var printer = new ProgressPrinter(err, columns, ProgressLine.Bars.BLOCKS, System::nanoTime);
                var interruption = new Interruption(() -> acknowledge(err))) {
            var curves = new RunCurves();
            Consumer<TrainingEvent> progress = options.quiet() ? event -> {} : new TrainingProgress(printer);
            TrainResult result = job.run(team, curves.andThen(progress), interruption);
            if (!result.stopped()) {
                TrainingPage.write(result.model(), result.data(), curves, result.folder(), team);
            }
            return result;
        }
    }
}
