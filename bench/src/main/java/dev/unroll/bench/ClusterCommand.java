package dev.unroll.bench;

import dev.unroll.bench.measure.Cluster;
import dev.unroll.bench.measure.Cluster.Exchange;
import dev.unroll.bench.measure.Cluster.Faults;
import dev.unroll.bench.measure.ClusterParts;
import dev.unroll.bench.workload.Workload;
import dev.unroll.bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unroll bench cluster}: what clusters of many sizes would do with a training, from parts measured here. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        version = Bench.VERSION,
        description = "Reckon what 1 … 1000 executors would do with a training, from the times of its steps here.")
final class ClusterCommand implements Callable<Integer> {

    private static final double SECONDS_A_DAY = 86_400;

    /** Parameters, and two moments of each. */
    private static final int NUMBERS_A_PARAMETER = 3;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description = "What an executor does for an update, on one core (default: ${DEFAULT-VALUE}).")
    private String workload = "W4lstm";

    @Option(names = "--executors", split = ",", paramLabel = "N", description = "Default: 1,2,10,100,1000.")
    private List<Integer> executors = List.of(1, 2, 10, 100, 1000);

    @Option(
            names = "--gigabits",
            split = ",",
            paramLabel = "G",
            description = "Of each machine's link (default: 1,10,25).")
    private List<Double> gigabits = List.of(1.0, 10.0, 25.0);

    @Option(
            names = "--latency",
            paramLabel = "µs",
            description = "Until a message arrives (default: ${DEFAULT-VALUE}).")
    private double latency = 100;

    @Option(names = "--message", paramLabel = "µs", description = "Work for a message (default: ${DEFAULT-VALUE}).")
    private double message = 20;

    @Option(
            names = "--disk",
            paramLabel = "MB/s",
            description = "At which a checkpoint is written (default: ${DEFAULT-VALUE}).")
    private double disk = 100;

    @Option(
            names = "--failures",
            paramLabel = "DAYS",
            description = "Until an executor fails, on average (default: ${DEFAULT-VALUE}).")
    private double failures = 30;

    @Option(
            names = "--restart",
            paramLabel = "S",
            description = "From a failure until the training goes on (default: ${DEFAULT-VALUE}).")
    private double restart = 40;

    @Option(names = "--seconds", paramLabel = "S", description = "Of measuring (default: ${DEFAULT-VALUE}).")
    private double seconds = 20;

    @Option(names = "--markdown", description = "Print the tables as Markdown.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException {
        requirePositive();
        Workload measured = Workloads.of(workload);
        if (measured.kind() != Workload.Kind.TRAINING_STEP) {
            throw new ParameterException(
                    command.commandLine(), workload + " is no training step, so it makes no gradients to exchange");
        }
        ClusterParts parts = ClusterParts.of(measured, seconds);
        long bytes = 4L * parts.parameters();
        PrintWriter out = command.commandLine().getOut();
        out.println(workload + ": " + parts.parameters() + " parameters, "
                + parts.step().count()
                + " steps measured, median " + millis(parts.step().median() / 1e9) + " ms, p99 "
                + millis(parts.step().quantile(0.99) / 1e9) + " ms");
        for (double speed : gigabits) {
            out.println();
            out.println(Format.number(speed) + " Gbit/s");
            Table table = table(new Cluster(parts.step(), bytes, speed * 1e9, latency / 1e6, message / 1e6));
            out.print(markdown ? table.toMarkdown() : table.toText());
        }
        out.println();
        Table faults =
                faults(new Faults(NUMBERS_A_PARAMETER * bytes / (disk * 1e6), failures * SECONDS_A_DAY, restart));
        out.print(markdown ? faults.toMarkdown() : faults.toText());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private void requirePositive() {
        boolean positive = executors.stream().allMatch(count -> count > 0)
                && gigabits.stream().allMatch(speed -> speed > 0)
                && Math.min(Math.min(disk, failures), seconds) > 0
                && Math.min(Math.min(latency, message), restart) >= 0;
        if (!positive) {
            throw new ParameterException(
                    command.commandLine(),
                    "--executors, --gigabits, --disk, --failures and --seconds must be above 0, --latency, --message and"
                            + " --restart at least 0");
        }
    }

    private Table table(Cluster cluster) {
        var table = new Table(
                "executors", "slowest, ms", "direct, ms", "ring, ms", "tree, ms", "speed-up, direct", "each does");
        for (int count : executors) {
            double speedUp = cluster.speedUp(Exchange.DIRECT, count);
            table.add(List.of(
                    Integer.toString(count),
                    millis(cluster.slowest(count)),
                    millis(cluster.exchange(Exchange.DIRECT, count)),
                    millis(cluster.exchange(Exchange.RING, count)),
                    millis(cluster.exchange(Exchange.TREE, count)),
                    Format.times(speedUp),
                    Format.percent(speedUp / count)));
        }
        return table;
    }

    private Table faults(Faults faults) {
        var table = new Table("executors", "a failure each, hours", "checkpoint each, s", "of the time it trains");
        for (int count : executors) {
            double period = faults.period(count);
            table.add(List.of(
                    Integer.toString(count),
                    Format.number(24 * failures / count),
                    Format.number(period),
                    Format.percent(faults.kept(count, period))));
        }
        return table;
    }

    private static String millis(double time) {
        return Format.number(1000 * time);
    }
}
