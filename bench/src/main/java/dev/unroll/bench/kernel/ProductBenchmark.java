package dev.unroll.bench.kernel;

import dev.unroll.bench.kernel.Product.Form;
import dev.unroll.core.kernel.Kernels;
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

/**
 * Products of the shapes that the workloads multiply, on one thread.
 *
 * <p>{@code ./unroll bench kernels} runs it, and says operations a second beside the peak of the same run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class ProductBenchmark {

    /** Form and shape: {@code states} M×K×N or {@code gradients} M×K×N. */
    @Param({
        "STATES 64x256x256",
        "STATES 32x256x256",
        "STATES 1792x256x256",
        "STATES 64x28x256",
        "STATES 25x512x2048",
        "STATES 1x256x1024",
        "GRADIENTS 256x1792x256",
        "GRADIENTS 512x2500x2048",
        "GRADIENTS 256x8x256"
    })
    private String shape = "";

    /** Which kernels. */
    @Param({"scalar", "fastest"})
    private String kernels = "";

    private Kernels chosen = Kernels.scalar();
    private Product product = new Product(Form.STATES, 1, 1, 1);

    /** For JMH. */
    public ProductBenchmark() {}

    /** Returns the operations of one product of a {@code shape}. */
    public static double operations(String shape) {
        return parse(shape).operations();
    }

    private static Product parse(String shape) {
        String[] words = shape.split("[ x]", -1);
        return new Product(
                Form.valueOf(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]));
    }

    /** Makes the operands. */
    @Setup
    public void prepare() {
        chosen = kernels.equals("scalar") ? Kernels.scalar() : Kernels.fastest();
        product = parse(shape);
    }

    /** One product. */
    @Benchmark
    public void product() {
        product.run(chosen);
    }
}
