package dev.unroll.bench.worker;

import dev.unroll.bench.workload.Workloads;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The measured side of the protocol: reads a command a line from stdin and answers a line to stdout.
 *
 * <pre>
 *   prepare WORKLOAD    makes it ready              → ready DESCRIPTION
 *   run SECONDS         runs it, at least once      → times NANOS NANOS …      one number a run
 *   profile SECONDS     runs it under a profiler    → profile NAME=SAMPLES;NAME=SAMPLES;…
 *   memory                                          → memory KIBIBYTES         the most that was resident, or -1
 * </pre>
 *
 * <p>What goes wrong is {@code failed MESSAGE}. Answers begin with {@value #MARK}: libraries print what they like. The end
 * of stdin ends the process.
 */
public final class Worker {

    /** What every answer begins with. */
    public static final String MARK = "bench> ";

    /** More runs in one slice than any statistic needs. */
    private static final int MOST_RUNS = 1_000_000;

    private static final Path STATUS = Path.of("/proc/self/status");

    private final Contender contender;
    private final int threads;
    private @Nullable Step step;

    private Worker(Contender contender, int threads) {
        this.contender = contender;
        this.threads = threads;
    }

    /** Serves until stdin ends, then exits; {@code args} are the number of threads. */
    public static void serve(Contender contender, String[] args) throws IOException {
        var answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var worker = new Worker(contender, Integer.parseInt(args[0]));
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            answers.println(MARK + worker.answer(line));
        }
        System.exit(0);
    }

    /** Whatever goes wrong is the coordinator's to report: the process stays. */
    private String answer(String line) {
        try {
            return obey(line.split(" ", 2));
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            return "failed " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private String obey(String[] words) throws Exception {
        return switch (words[0]) {
            case "prepare" -> {
                step = contender.prepare(Workloads.of(words[1]), threads);
                yield "ready " + contender.description();
            }
            case "run" -> "times " + times(Double.parseDouble(words[1]));
            case "profile" -> "profile " + Profile.of(() -> times(Double.parseDouble(words[1])));
            case "memory" -> "memory " + peakKibibytes();
            default -> throw new IllegalArgumentException("a worker knows no command \"" + words[0] + "\"");
        };
    }

    private String times(double seconds) throws Exception {
        Step prepared = step;
        if (prepared == null) {
            throw new IllegalStateException("a worker must prepare a workload before it runs");
        }
        var nanos = LongStream.builder();
        int runs = 0;
        long start = System.nanoTime();
        long now = start;
        do {
            prepared.run();
            long end = System.nanoTime();
            nanos.add(end - now);
            runs++;
            // Keeping the time is not part of the next run.
            now = System.nanoTime();
        } while (now - start < seconds * 1e9 && runs < MOST_RUNS);
        return nanos.build().mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    /** Returns the most memory that was ever resident, as Linux counts it. */
    private static long peakKibibytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return -1;
    }
}
