package dev.unroll.cli.lab;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.run.lab.CopyProblem;
import dev.unroll.run.lab.LagLab;
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
            "then the symbols must be said. Each cell is trained until its cross entropy on",
            "other sequences is below 6 %% of that of guessing, 10 ln 8 / (T + 20) nats a step.",
            "",
            "Defaults: --lengths 1,5,10,20,40 --steps 4000 --hidden 128",
            "--learning-rate 0.003 and --cells " + LabCopyCommand.CELLS + ".",
            "For example:",
            "  unroll lab copy --cells lstm,gru --lengths 5,10",
            "  unroll lab copy --cells lstm_open --lengths 50,100 --steps 10000"
        })
public final class LabCopyCommand implements Callable<Integer> {

    static final String CELLS = "rnn_tanh, irnn, lstm, lstm_open, lstm_layer_norm, slstm, gru, gru_layer_norm";

    private static final LagLab USUAL =
            new LagLab(new CopyProblem(), List.of(1, 5, 10, 20, 40), 128, 4000, 32, 0.003, 1, 1);

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private LagOptions lag = new LagOptions(USUAL, CELLS);

    LabCopyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return new LagRun(terminal, options, threads).run(lag.lab(), lag).status();
    }
}
