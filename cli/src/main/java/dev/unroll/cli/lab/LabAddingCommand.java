package dev.unroll.cli.lab;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.run.lab.AddingProblem;
import dev.unroll.run.lab.LagLab;
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
            "answer is the sum of the two marked numbers. Each cell is trained until its mean",
            "squared error on other sequences is below 0.01; that of always saying 1 is 0.167.",
            "",
            "Defaults: --lengths 25,50,100,200,400 --steps 2000 --hidden 64",
            "--learning-rate 0.01 and --cells " + LabAddingCommand.CELLS + ".",
            "For example:",
            "  unroll lab adding --cells lstm,gru --lengths 25,50",
            "  unroll lab adding --cells lstm_open --lengths 100,1000 --steps 5000"
        })
public final class LabAddingCommand implements Callable<Integer> {

    static final String CELLS = "rnn_tanh, irnn, indrnn, lstm, lstm_open, lstm_layer_norm, slstm, gru, mingru";

    private static final LagLab USUAL =
            new LagLab(new AddingProblem(), List.of(25, 50, 100, 200, 400), 64, 2000, 32, 0.01, 1, 1);

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private LagOptions lag = new LagOptions(USUAL, CELLS);

    LabAddingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return new LagRun(terminal, options, threads).run(lag.lab(), lag).status();
    }
}
