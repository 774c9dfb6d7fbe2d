package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The builds' flags must reach the kernels: otherwise every other test would compare scalar with scalar. */
@Tag("lanes")
final class ChosenKernelsTest {

    private static final Map<String, String> EXPECTED = Map.of(
            "-XX:MaxVectorSize=16",
            "vector, 4 lanes in 128 bits",
            "-XX:MaxVectorSize=32",
            "vector, 8 lanes in 256 bits");

    @Test
    void vectorKernelsAreChosenInTheWidthThatTheJvmWasTold() {
        Kernels chosen = Kernels.fastest();
        assertInstanceOf(VectorKernels.class, chosen);
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        for (String flag : flags) {
            assertEquals(EXPECTED.getOrDefault(flag, chosen.description()), chosen.description(), flag);
        }
    }

    @Test
    void theSameKernelsAreGivenEachTime() {
        assertSame(Kernels.fastest(), Kernels.fastest());
        assertSame(Kernels.scalar(), Kernels.scalar());
        assertEquals("scalar", Kernels.scalar().description());
    }
}
