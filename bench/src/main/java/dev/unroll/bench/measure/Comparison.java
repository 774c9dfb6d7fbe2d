package dev.unroll.bench.measure;

import dev.unroll.bench.workload.Workload;
import dev.unroll.bench.workload.Workload.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures workloads, Unroll and its peers in turn, each in a fresh process. */
public final class Comparison {

    private final Plan plan;
    private final List<Peer> peers;
    private final Path home;
    private final Consumer<String> progress;

    /** Makes one; {@code home} is the folder of the module bench, {@code progress} hears what happens. */
    public Comparison(Plan plan, List<Peer> peers, Path home, Consumer<String> progress) {
        this.plan = plan;
        this.peers = List.copyOf(peers);
        this.home = home;
        this.progress = progress;
    }

    /** Measures one workload. */
    public Result measure(Workload workload) throws IOException, InterruptedException {
        int threads = threads(workload);
        var refusals = new ArrayList<String>();
        var runners = new ArrayList<Runner>();
        try {
            runners.add(ready(workload, "unroll", Peer.unroll(threads), threads));
            for (Peer peer : peers) {
                try {
                    runners.add(ready(workload, peer.toString(), peer.worker(home, threads), threads));
                } catch (WorkerException e) {
                    refusals.add(e.getMessage());
                    progress.accept(e.getMessage());
                }
            }
            double peak = 0;
            for (int turn = 0; turn < plan.pairs(); turn++) {
                peak = Math.max(peak, FmaPeak.gflops(threads, Plan.PEAK_SECONDS));
                for (Runner runner : runners) {
                    runner.turns.add(runner.process.run(plan.seconds()));
                }
            }
            var sides = new ArrayList<Side>();
            for (Runner runner : runners) {
                sides.add(new Side(runner.name, runner.description, runner.turns, runner.process.peakKibibytes()));
            }
            return new Result(workload, threads, sides.getFirst(), sides.subList(1, sides.size()), peak, refusals);
        } finally {
            for (Runner runner : runners) {
                runner.process.close();
            }
        }
    }

    /** Returns {@code name=samples;…} of Unroll on a workload under a profiler. */
    public String profile(Workload workload) throws IOException {
        int threads = threads(workload);
        Runner runner = ready(workload, "unroll", Peer.unroll(threads), threads);
        try (WorkerProcess process = runner.process) {
            return process.profile(plan.seconds() * plan.pairs());
        }
    }

    private int threads(Workload workload) {
        return workload.kind() == Kind.STREAMING_STEP ? 1 : plan.threads();
    }

    private Runner ready(Workload workload, String name, ProcessBuilder command, int threads) throws IOException {
        command.environment().putAll(Peer.environment(threads));
        var process = new WorkerProcess(name, command);
        try {
            String description = process.prepare(workload);
            progress.accept(workload.name() + ": " + description);
            process.run(plan.warmUp());
            return new Runner(name, description, process, new ArrayList<>());
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    /** A library that is warm. */
    private record Runner(String name, String description, WorkerProcess process, List<Times> turns) {}
}
