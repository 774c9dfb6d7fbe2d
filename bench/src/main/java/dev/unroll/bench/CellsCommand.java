package dev.unroll.bench;

import dev.unroll.bench.kernel.CellTimes;
import dev.unroll.bench.kernel.CellTimes.Sizes;
import dev.unroll.bench.kernel.CellTimes.Timed;
import dev.unroll.bench.measure.Times;
import dev.unroll.core.kernel.Compute;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code unroll bench cells}: how long a step of each built-in cell takes, beside an LSTM's. */
@Command(
        name = "cells",
        mixinStandardHelpOptions = true,
        version = Bench.VERSION,
        description = "Measure a step of each built-in cell beside an LSTM's.")
final class CellsCommand implements Callable<Integer> {

    private static final String BESIDE = "lstm";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--batch", defaultValue = "32", description = "Sequences of a batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--length", defaultValue = "100", description = "Steps of a sequence (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(names = "--input", defaultValue = "128", description = "Numbers of a step (default: ${DEFAULT-VALUE}).")
    private int input;

    @Option(names = "--hidden", defaultValue = "128", description = "Units of the layer (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @Option(names = "--threads", defaultValue = "1", description = "Threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--rounds", defaultValue = "20", description = "Rounds over all cells (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--markdown", description = "Print the table as Markdown.")
    private boolean markdown;

    @Override
    public Integer call() {
        if (Math.min(Math.min(batch, length), Math.min(input, hidden)) < 1 || Math.min(threads, rounds) < 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "--batch, --length, --input, --hidden, --threads and --rounds must be at least 1");
        }
        try (Compute compute = Compute.of(threads)) {
            List<Timed> timed = new CellTimes(new Sizes(batch, length, input, hidden), rounds, compute).measure();
            Timed beside = timed.stream()
                    .filter(each -> each.cell().equals(BESIDE))
                    .findFirst()
                    .orElseThrow();
            var table = new Table(
                    "cell",
                    "inference, µs a step (p10 … p90)",
                    "of " + BESIDE,
                    "training, µs a step (p10 … p90)",
                    "of " + BESIDE);
            for (Timed each : timed) {
                table.add(List.of(
                        each.cell(),
                        text(each.inference()),
                        share(each.inference(), beside.inference()),
                        text(each.training()),
                        share(each.training(), beside.training())));
            }
            command.commandLine().getOut().print(markdown ? table.toMarkdown() : table.toText());
            command.commandLine().getOut().flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private static String text(Times times) {
        return micros(times.median()) + " (" + micros(times.quantile(0.1)) + " … " + micros(times.quantile(0.9)) + ")";
    }

    private static String micros(double nanos) {
        return Format.number(nanos / 1000);
    }

    private static String share(Times times, Times beside) {
        return Format.number(times.median() / beside.median());
    }
}
