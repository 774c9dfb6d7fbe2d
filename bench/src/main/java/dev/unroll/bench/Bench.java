package dev.unroll.bench;

import dev.unroll.bench.measure.Comparison;
import dev.unroll.bench.measure.Peer;
import dev.unroll.bench.measure.Plan;
import dev.unroll.bench.measure.Result;
import dev.unroll.bench.workload.Workload;
import dev.unroll.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unroll bench}: workloads, alone or beside other libraries. */
@Command(
        name = "unroll bench",
        mixinStandardHelpOptions = true,
        version = Bench.VERSION,
        description = "Measure workloads, alone or beside other libraries, each in a process of its own and in turn.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            CellsCommand.class,
            ClusterCommand.class,
            GuardCommand.class,
            KernelsCommand.class,
            ScalingCommand.class
        },
        footer = {"", "docs/performance.md says what the workloads are."})
public final class Bench implements Callable<Integer> {

    /** What {@code --version} prints. */
    static final String VERSION = "unroll bench, on Java ${java.version} of ${java.vendor}";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOADS",
            split = ",",
            description = "Names with commas between them, or \"all\"; sizes may be changed, as W5:batch=8:hidden=128.")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--peer",
            paramLabel = "PEER",
            split = ",",
            description = "Beside what: pytorch, onnxruntime, dl4j; scalar, user-cell, bfloat16, int8 (Unroll in"
                    + " other forms).")
    private List<Peer> peers = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of every library (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--pairs", paramLabel = "N", description = "How often each measures (default: ${DEFAULT-VALUE}).")
    private int pairs = 10;

    @Option(names = "--seconds", paramLabel = "S", description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private double seconds = 1;

    @Option(names = "--warm-up", paramLabel = "S", description = "Before the first turn (default: ${DEFAULT-VALUE}).")
    private double warmUp = 4;

    @Option(names = "--json", description = "Print one JSON object on stdout instead of a table.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the table as Markdown.")
    private boolean markdown;

    @Option(names = "--profile", description = "Print where Unroll's time goes instead, by a sampling profiler.")
    private boolean profile;

    private Bench() {}

    /** Runs the command and exits the process. */
    public static void main(String[] args) {
        var commandLine = new CommandLine(new Bench())
                .registerConverter(Peer.class, Peer::of)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler(Bench::failed);
        System.exit(commandLine.execute(args));
    }

    /** What a user did wrong is one sentence; anything else is a fault, with its stack. */
    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult arguments) {
        boolean wrongUsage = e instanceof IllegalArgumentException;
        if (wrongUsage || e instanceof IOException) {
            line.getErr().println("unroll bench: " + e.getMessage());
        } else {
            e.printStackTrace(line.getErr());
        }
        line.getErr().flush();
        return wrongUsage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireOneForm();
        var comparison = new Comparison(
                new Plan(threads, pairs, seconds, warmUp),
                peers,
                Path.of(System.getProperty("unroll.bench.home")),
                line -> command.commandLine().getErr().println(line));
        var results = new ArrayList<Result>();
        for (Workload workload : chosen()) {
            if (profile) {
                print(ProfileTable.of(workload, comparison.profile(workload)));
            } else {
                results.add(comparison.measure(workload));
            }
        }
        if (json && !profile) {
            print(ResultJson.of(results) + "\n");
        } else if (!profile) {
            Table table = ResultTable.of(results);
            print(markdown ? table.toMarkdown() : table.toText());
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Workload> chosen() {
        if (workloads.isEmpty()) {
            throw new IllegalArgumentException(
                    "name the workloads to measure: " + String.join(",", Workloads.names()) + ", or all");
        }
        return workloads.stream()
                .flatMap(name -> name.equals("all") ? Workloads.names().stream() : Stream.of(name))
                .map(Workloads::of)
                .toList();
    }

    private void requireOneForm() {
        if (profile && (json || markdown || !peers.isEmpty())) {
            throw new IllegalArgumentException(
                    "--profile prints a table of Unroll alone: leave out --json, --markdown and --peer");
        }
        if (json && markdown) {
            throw new IllegalArgumentException("--json and --markdown are two forms of the results: leave one out");
        }
    }

    private void print(String text) throws IOException {
        command.commandLine().getOut().print(text);
        // Both keep to themselves what went wrong.
        if (command.commandLine().getOut().checkError() || System.out.checkError()) {
            throw new IOException("the results cannot be written to stdout");
        }
    }
}
