package dev.unroll.bench;

import dev.unroll.bench.kernel.PeakBenchmark;
import dev.unroll.bench.kernel.ProductBenchmark;
import dev.unroll.bench.kernel.StreamingBenchmark;
import dev.unroll.bench.measure.FmaPeak;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unroll bench kernels}: JMH on products and streaming steps, vector kernels beside scalar ones and the peak. */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        version = Bench.VERSION,
        description = "Measure kernels and streaming steps by JMH, beside the scalar kernels and the machine's peak.")
final class KernelsCommand implements Callable<Integer> {

    private static final String NONE = "–";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--markdown", description = "Print the table as Markdown.")
    private boolean markdown;

    @Parameters(paramLabel = "JMH-OPTION", description = "After --: options of JMH, as -f 1 -wi 1 -i 2.")
    private List<String> jmhOptions = List.of();

    @Override
    public Integer call() throws RunnerException, CommandLineOptionException {
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(jmhOptions.toArray(String[]::new)))
                .include(PeakBenchmark.class.getName())
                .include(ProductBenchmark.class.getName())
                .include(StreamingBenchmark.class.getName())
                // Forked processes print warnings to what JMH prints to.
                .output(log().toString());
        Table table = table(new Runner(options.build()).run());
        command.commandLine().getOut().print(markdown ? table.toMarkdown() : table.toText());
        command.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private Path log() {
        Path log = Path.of(System.getProperty("unroll.bench.home"), "target", "jmh.log");
        command.commandLine().getErr().println("JMH takes its minutes, and tells of them in " + log);
        return log;
    }

    /** Both kernels of each benchmark and parameter, in the order of JMH. */
    private static Table table(Collection<RunResult> results) {
        var scores = new LinkedHashMap<String, Map<String, Result<?>>>();
        double peakNanos = Double.NaN;
        for (RunResult result : results) {
            var parameters = result.getParams();
            String what = parameters.getParam("shape") == null
                    ? parameters.getParam("workload")
                    : parameters.getParam("shape");
            if (what == null) {
                peakNanos = result.getPrimaryResult().getScore();
            } else {
                scores.computeIfAbsent(what, _ -> new LinkedHashMap<>())
                        .put(parameters.getParam("kernels"), result.getPrimaryResult());
            }
        }
        double peak = FmaPeak.OPERATIONS / peakNanos;
        var table = new Table(
                "one thread; peak " + Format.number(peak) + " GFLOP/s",
                "fastest µs",
                "± %",
                "scalar µs",
                "ratio",
                "GFLOP/s",
                "of peak");
        scores.forEach((what, both) -> table.add(row(what, both, peak)));
        return table;
    }

    private static List<String> row(String what, Map<String, Result<?>> both, double peak) {
        Result<?> fastest = both.get("fastest");
        Result<?> scalar = both.get("scalar");
        if (fastest == null || scalar == null) {
            throw new IllegalStateException("JMH measured " + what + " with " + both.keySet() + " but not with both");
        }
        boolean isProduct = what.contains(" ");
        double gflops = isProduct ? ProductBenchmark.operations(what) / fastest.getScore() : Double.NaN;
        return List.of(
                what,
                Format.number(fastest.getScore() / 1e3),
                Format.number(100 * fastest.getScoreError() / fastest.getScore()),
                Format.number(scalar.getScore() / 1e3),
                Format.times(scalar.getScore() / fastest.getScore()),
                isProduct ? Format.number(gflops) : NONE,
                isProduct ? Format.percent(gflops / peak) : NONE);
    }
}
