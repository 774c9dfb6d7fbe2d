package dev.unroll.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What two executors of one core do beside one. One is measured and then two, in rounds, so that a ratio compares times of the
 * same minutes.
 */
final class Gains {

    private static final int ROUNDS = 3;

    /** An executor of one core sees one, as in a container: else a single one has the other for its compiler and its collector. */
    private static final String ONE_PROCESSOR = "spark.executor.extraJavaOptions=-XX:ActiveProcessorCount=1";

    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    /**
     * Measures, and prints what is measured and what comes of it.
     *
     * @param jar that is submitted
     * @param program that prints what {@link #line} returns for each thing it measures; its last argument is how many executors there are
     */
    static void measure(Path jar, Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        LocalCluster cluster = LocalCluster.in(Path.of("target", "spark")).with(ONE_PROCESSOR);
        var gains = new Gains();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Double> one = speeds(cluster, 1, jar, program, arguments);
            Map<String, Double> two = speeds(cluster, 2, jar, program, arguments);
            two.forEach((what, speed) -> gains.add(what, speed / one.getOrDefault(what, Double.NaN)));
        }
        gains.print();
    }

    /** Returns the line in which a program says how fast something is. */
    static String line(String what, double speed) {
        return String.format(Locale.ROOT, "speed %s %.1f", what, speed);
    }

    private static Map<String, Double> speeds(
            LocalCluster cluster, int executors, Path jar, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.add(Integer.toString(executors));
        Map<String, Double> speeds = new LinkedHashMap<>();
        cluster.submit(executors, jar, program, all)
                .lines()
                .filter(line -> line.startsWith("speed "))
                .forEach(line -> {
                    String[] fields = line.split(" ", -1);
                    speeds.put(fields[1], Double.parseDouble(fields[2]));
                    IO.println(line + " a second by " + executors);
                });
        return speeds;
    }

    private void add(String what, double ratio) {
        ratios.computeIfAbsent(what, _ -> new ArrayList<>()).add(ratio);
    }

    private void print() {
        ratios.forEach((what, each) -> {
            each.sort(null);
            IO.println(String.format(
                    Locale.ROOT,
                    "%s: two executors do %.2f times what one does (%.2f to %.2f in %d rounds)",
                    what,
                    each.get(ROUNDS / 2),
                    each.getFirst(),
                    each.getLast(),
                    ROUNDS));
        });
    }
}
