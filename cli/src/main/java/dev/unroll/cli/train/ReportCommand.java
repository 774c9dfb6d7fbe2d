package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.job.TrainJob;
import dev.unroll.run.job.TrainingPage;
import dev.unroll.run.job.UnfinishedRun;
import dev.unroll.run.page.PagePlace;
import dev.unroll.run.task.DataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll report}: the page of a training, written again. */
@Command(
        name = "report",
        description = "Write the report of a training again, as a page for the browser.",
        footer = {
            "",
            "It is report.html in the folder of the run. A training that has not ended is",
            "reported as it was when it was interrupted, or at its last checkpoint.",
            "For example:",
            "  unroll report runs/hello-1"
        })
public final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Option(names = "--data", paramLabel = "PATH", description = "Where the data are now, if they have moved.")
    private @Nullable String data;

    public ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var run = new RunFolder(folder);
        RunReceipt receipt = RunReceipt.read(run);
        List<String> assignments = data == null ? List.of() : List.of(DataSource.assignment(data));
        TrainJob job = TrainRun.again(TrainRun.config(run, assignments), receipt, terminal.dataHome());
        job.requireSameData(receipt);
        try {
            PagePlace.replaceable(folder.resolve(TrainingPage.FILE));
        } catch (FileAlreadyExistsException e) {
            throw new UserError(ExitCode.DATA, e.getMessage() + "; move it away");
        }
        try (Team team = Team.of(threads.count())) {
            if (receipt.isFinished()) {
                print(TrainingPage.write(run, Model.load(run.model()), job.data(), team));
            } else {
                UnfinishedRun unfinished = UnfinishedRun.of(job, run, receipt, team);
                terminal.tell(unfinished.state());
                print(TrainingPage.write(run, unfinished, job.data(), team));
            }
        }
        return ExitCode.DONE.status();
    }

    private void print(Path page) {
        if (options.json()) {
            Json.print(terminal, Map.<String, Object>of("run", folder.toString(), "page", page.toString()));
        } else {
            terminal.out().println("The report is " + page);
        }
    }
}
