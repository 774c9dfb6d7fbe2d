package dev.unroll.cli.train;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Network;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.core.train.WeightsHash;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.job.TrainJob;
import dev.unroll.run.task.DataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll verify}: trains a run again and compares data and weights with its receipt. */
@Command(
        name = "verify",
        description = "Train a run again and compare its weights with the receipt, epoch by epoch, bit by bit.",
        footer = {"", "For example:", "  unroll verify runs/hello-1"})
public final class VerifyCommand implements Callable<Integer> {

    /** A run of more epochs reports some of them only. */
    private static final int MOST_LINES = 25;

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Option(names = "--data", paramLabel = "PATH", description = "Where the data are now, if they have moved.")
    private @Nullable String data;

    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Compares the epochs as they end, and ends the training at the first that differs. */
    private static final class Comparison implements Consumer<TrainingEvent>, BooleanSupplier {

        private final List<String> expected;
        private final Consumer<String> report;
        private final int every;
        private int same;
        private int differing;

        Comparison(List<String> expected, Consumer<String> report) {
            this.expected = expected;
            this.report = report;
            this.every = (expected.size() + MOST_LINES - 1) / MOST_LINES;
        }

        @Override
        public void accept(TrainingEvent event) {
            if (event instanceof TrainingEvent.EpochDone done && done.epoch() <= expected.size()) {
                if (done.weights().equals(expected.get(done.epoch() - 1))) {
                    same++;
                    if (same % every == 0) {
                        report.accept("epoch " + done.epoch() + ": the same");
                    }
                } else {
                    differing = done.epoch();
                }
            }
        }

        /** Also ends it after the epochs of a run that was not finished. */
        @Override
        public boolean getAsBoolean() {
            return differing > 0 || same == expected.size();
        }
    }

    @Override
    public Integer call() throws IOException {
        var run = new RunFolder(folder);
        RunReceipt receipt = RunReceipt.read(run);
        if (receipt.epochWeights().isEmpty()) {
            throw new UserError(
                    ExitCode.DATA,
                    folder + " holds a training without a finished epoch, so there is nothing" + " to compare");
        }
        List<String> assignments = data == null ? List.of() : List.of(DataSource.assignment(data));
        TrainJob job = TrainRun.again(TrainRun.config(run, assignments), receipt, terminal.dataHome());
        job.requireSameData(receipt);
        var comparison = new Comparison(receipt.epochWeights(), line -> {
            if (!options.quiet()) {
                terminal.err().println(line);
            }
        });
        Network network;
        try (Team team = Team.of(threads.count())) {
            network = job.train(new TrainJob.Setting(run, team, comparison, comparison));
        }
        boolean same = comparison.differing == 0
                && (!receipt.isFinished() || WeightsHash.of(network).equals(receipt.weights()));
        print(comparison, same);
        return (same ? ExitCode.DONE : ExitCode.FAILED).status();
    }

    private void print(Comparison comparison, boolean same) {
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("run", folder.toString());
            result.put("same", same);
            result.put("epochs_compared", comparison.same + (comparison.differing > 0 ? 1 : 0));
            result.put("first_differing_epoch", comparison.differing);
            Json.print(terminal, result);
        } else if (same) {
            terminal.out()
                    .println(folder + ": the same weights after each of " + comparison.same
                            + (comparison.same == 1 ? " epoch" : " epochs"));
        } else {
            terminal.out()
                    .println(folder + ": the weights differ after "
                            + (comparison.differing > 0 ? "epoch " + comparison.differing : "the last epoch"));
        }
    }
}
