package dev.unroll.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A master of Spark and its workers on this machine, each a process, on ports that the system chooses. */
final class StandaloneCluster implements AutoCloseable {

    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master (spark://\\S+)");

    /** Where nothing else runs, a few. */
    private static final int SECONDS_TO_START = 120;

    private static final int SECONDS_TO_END = 10;

    private final LocalCluster spark;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private String master = "";

    private StandaloneCluster(LocalCluster spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /**
     * Starts a master and its workers, and returns once all have met.
     *
     * @param workers of one core and 1 GB each
     * @param folder of their logs and of what executors need
     */
    static StandaloneCluster start(LocalCluster spark, int workers, Path folder)
            throws IOException, InterruptedException {
        var cluster = new StandaloneCluster(spark, folder);
        try {
            Path log = cluster.start("master.Master", "master", List.of());
            cluster.master = cluster.said(MASTER, log);
            List<Path> logs = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                String name = "worker" + i;
                String place = folder.resolve(name).toString();
                logs.add(cluster.start(
                        "worker.Worker",
                        name,
                        List.of("--cores", "1", "--memory", "1g", "--work-dir", place, cluster.master)));
            }
            for (Path each : logs) {
                cluster.said(REGISTERED, each);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts a class of Spark's package {@code deploy}, and returns its log. */
    private Path start(String program, String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "org.apache.spark.deploy." + program, "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
        words.addAll(arguments);
        Path log = folder.resolve(name + ".log");
        processes.add(spark.started(spark.command(words), folder.resolve(name + ".out"), log));
        return log;
    }

    /** Returns what a process says in its log, once it has. */
    private String said(Pattern sentence, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (System.nanoTime() < end && processes.stream().allMatch(Process::isAlive)) {
            Matcher matcher = sentence.matcher(Files.readString(log));
            if (matcher.find()) {
                return matcher.group(1);
            }
            Thread.sleep(50);
        }
        throw new IOException(
                "no " + sentence + " in " + SECONDS_TO_START + " s, or a process has ended:\n" + Files.readString(log));
    }

    /** Returns the address to which programs are submitted. */
    String master() {
        return master;
    }

    /** Returns the processes of the master, of the workers, and of the executors that there are now. */
    List<ProcessHandle> processes() {
        return processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .toList();
    }

    /** Ends all processes, those of executors too. */
    @Override
    public void close() {
        List<ProcessHandle> all = processes();
        processes.reversed().forEach(Process::destroy);
        try {
            for (Process process : processes) {
                process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
