package dev.unroll.cli.lab;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.run.lab.CopyProblem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code unroll lab copy}: the copy problem. */
@Command(
        name = "copy",
        description = "Find the longest pause after which each cell learns to say ten symbols again.",
        footer = {
            "",
            "Ten symbols of eight are read, then T blanks, the last of them a sign to begin;",
            "then the symbols must be said. Each cell is trained at 1, 5, 10, 20 and 40",
            "blanks, for 2,000 updates at most, until its cross entropy on other sequences",
            "is below 6 %% of that of guessing, 10 ln 8 / (T + 20) nats a step. For example:",
            "  unroll lab copy --cells lstm,gru --lengths 5,10",
            "  unroll lab copy --cells lstm_open --lengths 50,100 --steps 10000"
        })
public final class LabCopyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private LagOptions lag = new LagOptions(List.of(1, 5, 10, 20, 40), 2000);

    LabCopyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return new LagRun(terminal, options, threads)
                .run(lag.lab(new CopyProblem()), lag)
                .status();
    }
}
