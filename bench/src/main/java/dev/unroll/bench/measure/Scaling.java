package dev.unroll.bench.measure;

import dev.unroll.bench.workload.Workload;
import dev.unroll.bench.workload.Workloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures one workload at many sizes, one size varied at a time. */
public final class Scaling {

    /** Until compilers have done their work: at first, on the sizes as they come. */
    private static final double WARM_UP_SECONDS = 5;

    private final String workload;
    private final List<Integer> threads;
    private final double seconds;
    private final Consumer<Point> progress;

    /**
     * Makes one.
     *
     * @param workload with the sizes that the others have while one is varied
     * @param progress is told of each point once it is measured
     */
    public Scaling(String workload, List<Integer> threads, double seconds, Consumer<Point> progress) {
        this.workload = workload;
        this.threads = List.copyOf(threads);
        this.seconds = seconds;
        this.progress = progress;
    }

    /** A size that is varied. */
    public enum Axis {
        BATCH("batch"),
        STEPS("steps"),
        HIDDEN("hidden");

        private final String key;

        Axis(String key) {
            this.key = key;
        }

        /** Returns the name of the size, as in {@code W5:batch=8}. */
        @Override
        public String toString() {
            return key;
        }

        /** Returns the sizes that are measured. */
        public List<Integer> sizes() {
            return switch (this) {
                case BATCH -> List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);
                case STEPS -> List.of(10, 20, 50, 100, 200, 500, 1000);
                case HIDDEN -> List.of(32, 64, 128, 256, 512, 1024);
            };
        }
    }

    /**
     * One size.
     *
     * @param nanos the median time of a step
     * @param gflops the speed that {@link Workload#ceilingOperations} in that time means; where it falls, time bends up
     */
    public record Point(Axis axis, int value, int threads, double nanos, double gflops) {}

    /** Measures all points, in one process for each number of threads. */
    public List<Point> measure() throws IOException {
        var points = new ArrayList<Point>();
        for (int count : threads) {
            try (var process = new WorkerProcess("unroll", Peer.unroll(count))) {
                process.prepare(Workloads.of(workload));
                process.run(WARM_UP_SECONDS);
                for (Axis axis : Axis.values()) {
                    for (int value : axis.sizes()) {
                        points.add(measure(process, axis, value, count));
                    }
                }
            }
        }
        return points;
    }

    private Point measure(WorkerProcess process, Axis axis, int value, int count) throws IOException {
        Workload sized = Workloads.of(workload + ":" + axis + "=" + value);
        process.prepare(sized);
        // A size may be the first to need a kernel.
        process.run(seconds);
        double nanos = process.run(seconds).median();
        var point = new Point(axis, value, count, nanos, sized.ceilingOperations() / nanos);
        progress.accept(point);
        return point;
    }
}
