package dev.unroll.bench.measure;

import dev.unroll.bench.worker.Worker;
import dev.unroll.bench.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A worker in a process of its own, idle until it is told to run. */
final class WorkerProcess implements AutoCloseable {

    private static final int LAST_LINES = 20;

    private final String name;
    private final Path log;
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    /** Starts a worker; {@code name} is what messages call it. */
    WorkerProcess(String name, ProcessBuilder command) throws IOException {
        this.name = name;
        log = Files.createTempFile("unroll-bench", ".log");
        process = command.redirectError(log.toFile()).start();
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Makes a workload ready and returns what runs it. */
    String prepare(Workload workload) throws IOException {
        return ask("prepare " + workload.name(), "ready");
    }

    /** Runs the workload, at least once. */
    Times run(double seconds) throws IOException {
        return Times.parse(ask("run " + seconds, "times"));
    }

    /** Runs the workload and returns {@code name=samples;…} of a profiler. */
    String profile(double seconds) throws IOException {
        return ask("profile " + seconds, "profile");
    }

    /** Returns the most memory that was ever resident, -1 where nobody knows. */
    long peakKibibytes() throws IOException {
        return Long.parseLong(ask("memory", "memory"));
    }

    private String ask(String command, String expected) throws IOException {
        commands.println(command);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Worker.MARK)) {
                String[] words = line.substring(Worker.MARK.length()).split(" ", 2);
                if (!words[0].equals(expected)) {
                    throw new WorkerException(name + " cannot " + command + ": " + words[words.length - 1]);
                }
                return words.length > 1 ? words[1] : "";
            }
        }
        throw new WorkerException(name + " died of \"" + command + "\"; the end of what it printed:\n" + lastLines());
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Ends the process. */
    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
        Files.deleteIfExists(log);
    }
}
