package dev.unroll.bench.kernel;

import dev.unroll.bench.workload.Workload;
import dev.unroll.bench.workload.Workloads;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.Network;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.Stepper;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of one sequence, the state carried: the workloads W6. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class StreamingBenchmark {

    /** Which cell. */
    @Param({"W6rnn", "W6lstm", "W6gru"})
    private String workload = "";

    /** Which kernels. */
    @Param({"scalar", "fastest"})
    private String kernels = "";

    private Runnable step = () -> {};

    /** For JMH. */
    public StreamingBenchmark() {}

    /** Makes the network and its state. */
    @Setup
    public void prepare() {
        Workload chosen = Workloads.of(workload);
        Network network = Network.initialize(chosen.network(), Initialization.PYTORCH, 1);
        var stepper = new Stepper(
                NetworkWeights.forInference(network), kernels.equals("scalar") ? Kernels.scalar() : Kernels.fastest());
        Matrix state = stepper.newState();
        float[] input = new float[chosen.network().input().width()];
        float[] output = new float[chosen.network().outputSize()];
        step = () -> stepper.step(input, state, state, output);
    }

    /** One step. */
    @Benchmark
    public void step() {
        step.run();
    }
}
