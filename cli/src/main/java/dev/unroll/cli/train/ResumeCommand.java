package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.task.DataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll resume}: goes on with a training where its last checkpoint was. */
@Command(
        name = "resume",
        description = "Go on with a training that was interrupted or killed; it ends as if it had never stopped.",
        footer = {"", "For example:", "  unroll resume runs/names-1"})
public final class ResumeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Option(names = "--data", paramLabel = "PATH", description = "Where the data are now, if they have moved.")
    private @Nullable String data;

    public ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var run = new RunFolder(folder);
        List<String> assignments = data == null ? List.of() : List.of(DataSource.assignment(data));
        TrainRun.End end = new TrainRun(terminal, options, threads).resume(run, assignments);
        long seed = TrainRun.config(run, assignments).training().seed();
        new TrainSummary(terminal, options).print(end.result(), seed);
        return end.exitCode().status();
    }
}
