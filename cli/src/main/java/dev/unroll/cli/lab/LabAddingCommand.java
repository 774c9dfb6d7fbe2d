package dev.unroll.cli.lab;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.run.lab.AddingProblem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code unroll lab adding}: the adding problem. */
@Command(
        name = "adding",
        description = "Find the longest sequence from which each cell learns to add two marked numbers.",
        footer = {
            "",
            "A step is a number from 0 to 1 and a mark, 1 at one step of each half; the",
            "answer is the sum of the two marked numbers. Each cell is trained at 25, 50,",
            "100, 200 and 400 steps, for 2,000 updates at most, until its mean squared error",
            "on other sequences is below 0.01 (that of always saying 1 is 0.167). For example:",
            "  unroll lab adding --cells lstm,gru --lengths 25,50",
            "  unroll lab adding --cells lstm_open --lengths 100,1000 --steps 5000"
        })
public final class LabAddingCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private LagOptions lag = new LagOptions(List.of(25, 50, 100, 200, 400), 2000);

    LabAddingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return new LagRun(terminal, options, threads)
                .run(lag.lab(new AddingProblem()), lag)
                .status();
    }
}
