package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Contract 5 for the kernels, and a guard on their speed: where C2 does not keep vectors in registers it makes objects
 * of them, a hundred times slower. Before C2 has compiled a kernel, all of its vectors are objects.
 */
@Tag("allocation")
final class KernelsAllocationTest {

    /** Patience for the compiler on a machine that has other work; a result that comes sooner ends the wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int CALLS = 200;
    private static final int N = 267;

    private final float[] x = Bits.values(1, N);
    private final float[] y = Bits.values(2, N);
    private final float[] z = Bits.values(3, N);
    private final Matrix a = Matrix.of(Bits.values(4, 23 * 40), 23, 40);
    private final Matrix left = Matrix.of(Bits.values(5, 40 * 23), 40, 23);
    private final Matrix right = Matrix.of(Bits.values(6, 40 * 43), 40, 43);
    private final Matrix c = Matrix.zeros(23, 43);
    private final Panels b = new Panels(40, 43);
    private final Matrix square = Matrix.of(Bits.values(7, 33 * 33), 33, 33);
    private final Panels panels = new Panels(33, 33);
    private final Panels wide = new Panels(40, 300);
    private final Matrix row = Matrix.zeros(1, 300);
    private final Scratch scratch = new Scratch();
    private float kept;

    private Map<String, Runnable> operations(Kernels k) {
        Map<String, Runnable> operations = new LinkedHashMap<>();
        operations.put("add", () -> k.add(x, 0, y, 0, z, 0, N));
        operations.put("addScaled", () -> k.addScaled(x, 0, 1.25f, z, 0, N));
        operations.put("addMultiplied", () -> k.addMultiplied(x, 0, y, 0, z, 0, N));
        operations.put("sigmoid", () -> k.sigmoid(x, 0, z, 0, N));
        operations.put("tanh", () -> k.tanh(x, 0, z, 0, N));
        operations.put("exp", () -> k.exp(x, 0, z, 0, N));
        operations.put("log", () -> k.log(x, 0, z, 0, N));
        operations.put("relu", () -> k.relu(x, 0, z, 0, N));
        operations.put("tanhGradient", () -> k.tanhGradient(x, 0, y, 0, z, 0, N));
        operations.put("sigmoidGradient", () -> k.sigmoidGradient(x, 0, y, 0, z, 0, N));
        operations.put("reluGradient", () -> k.reluGradient(x, 0, y, 0, z, 0, N));
        operations.put("sum", () -> kept += k.sum(x, 0, N));
        operations.put("dot", () -> kept += k.dot(x, 0, y, 0, N));
        operations.put("max", () -> kept += k.max(x, 0, N));
        operations.put("softmax", () -> kept += k.softmax(x, 0, z, 0, N));
        operations.put("softmaxGradient", () -> k.softmaxGradient(x, 0, y, 0, z, 0, N));
        operations.put("pack", () -> panels.pack(k, square, 0, 33, 0, 0));
        operations.put("packTransposed", () -> panels.packTransposed(k, square, 0, 33, 0, 0));
        operations.put("addProduct", () -> k.addProduct(a, 0, b, c, 0, 23, scratch));
        operations.put("addProduct of one row", () -> k.addProduct(a, 0, b, c, 0, 1, scratch));
        operations.put("addProduct of one row, often", () -> k.addProduct(a, 0, wide, row, 0, 1, scratch));
        operations.put("addTransposedProduct", () -> k.addTransposedProduct(left, 0, right, 0, 40, c, 0, 23, scratch));
        operations.put("addColumnSums", () -> k.addColumnSums(a, 0, 23, z, 0, 0, 40));
        return operations;
    }

    @Test
    void compiledKernelsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<String, Runnable> allocating = operations(Kernels.fastest());
        long start = System.nanoTime();
        while (!allocating.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
            allocating.values().removeIf(operation -> {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < CALLS; i++) {
                    operation.run();
                }
                // One vector a call would be far more than one byte a call.
                return threads.getCurrentThreadAllocatedBytes() - before < CALLS;
            });
        }
        assertEquals("[]", allocating.keySet().toString());
    }
}
