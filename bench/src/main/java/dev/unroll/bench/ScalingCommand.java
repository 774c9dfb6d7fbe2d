package dev.unroll.bench;

import dev.unroll.bench.measure.Scaling;
import dev.unroll.bench.measure.Scaling.Axis;
import dev.unroll.bench.measure.Scaling.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unroll bench scaling}: time a step against batch, steps and hidden units, as a table and a picture. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        version = Bench.VERSION,
        description = "Measure a step's time against batch 1 … 256, steps 10 … 1000 and hidden units 32 … 1024.")
final class ScalingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description = "Whose sizes are varied, one at a time (default: ${DEFAULT-VALUE}).")
    private String workload = "W5:batch=32:steps=50:hidden=256";

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "Numbers of threads (default: 1,2).")
    private List<Integer> threads = List.of(1, 2);

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Of each size, after as many to warm up (default: ${DEFAULT-VALUE}).")
    private double seconds = 1.5;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the picture into this file.")
    private Path svg = Path.of("");

    @Override
    public Integer call() throws IOException {
        var scaling = new Scaling(workload, threads, seconds, point -> command.commandLine()
                .getErr()
                .println(line(point)));
        List<Point> points = scaling.measure();
        var out = command.commandLine().getOut();
        for (Axis axis : Axis.values()) {
            out.println(table(axis, points).toMarkdown());
        }
        out.flush();
        if (!svg.toString().isEmpty()) {
            Files.writeString(svg, picture(points), StandardCharsets.UTF_8);
        }
        return CommandLine.ExitCode.OK;
    }

    /** Returns a point as people read it: {@code batch 8, 2 threads: 15.4 ms/step, 135 GFLOP/s}. */
    private static String line(Point point) {
        return point.axis() + " " + point.value() + ", " + threads(point.threads()) + ": "
                + Format.number(point.nanos() / 1e6) + " ms/step, " + Format.number(point.gflops()) + " GFLOP/s";
    }

    /** A row for each size: the time of each number of threads, and the speed that this means. */
    private Table table(Axis axis, List<Point> points) {
        var head = new ArrayList<>(List.of(axis.toString()));
        for (int count : threads) {
            head.add("ms/step, " + threads(count));
            head.add("GFLOP/s");
        }
        var table = new Table(head.toArray(String[]::new));
        for (int value : axis.sizes()) {
            var row = new ArrayList<>(List.of(Integer.toString(value)));
            for (Point point : points) {
                if (point.axis() == axis && point.value() == value) {
                    row.add(Format.number(point.nanos() / 1e6));
                    row.add(Format.number(point.gflops()));
                }
            }
            table.add(row);
        }
        return table;
    }

    private String picture(List<Point> points) {
        var panels = new ArrayList<Chart.Panel>();
        for (Axis axis : Axis.values()) {
            var lines = new ArrayList<Chart.Line>();
            for (int count : threads) {
                List<Chart.Dot> dots = points.stream()
                        .filter(point -> point.axis() == axis && point.threads() == count)
                        .map(point -> new Chart.Dot(point.value(), point.nanos() / 1e6))
                        .toList();
                lines.add(new Chart.Line(threads(count), dots));
            }
            panels.add(new Chart.Panel(axis.toString(), lines));
        }
        return new Chart("Milliseconds a training step, " + workload, panels).toSvg();
    }

    private static String threads(int count) {
        return count + (count == 1 ? " thread" : " threads");
    }
}
