package dev.unroll.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.run.Version;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code unroll doctor} finds out about this machine; its JSON has these fields.
 *
 * @param unroll the version of Unroll
 * @param threads what commands compute on unless told otherwise
 * @param slow a sentence for each thing that makes Unroll slow here, with what mends it
 */
record Diagnosis(
        String unroll, Jvm java, Machine machine, Compute kernels, int threads, Speed speed, List<String> slow) {

    /** A JVM may still run the interpreter only, or the first compiler only; {@code mode} says so. */
    public record Jvm(String version, String vendor, String home, String mode) {}

    /** The hardware, as far as this JVM may use it. */
    record Machine(String system, String architecture, int cores, long maxHeapBytes) {}

    /**
     * Which kernels were chosen, and what decides how fast they are.
     *
     * @param vectorModule whether jdk.incubator.vector is loaded
     * @param vectorBits width of the widest vectors this JVM uses
     * @param fusedMultiplyAdd whether it is one instruction; if not, Java computes it in BigDecimal
     */
    public record Compute(String chosen, boolean vectorModule, int vectorBits, boolean fusedMultiplyAdd) {}

    /** 10⁹ floating-point operations a second of one thread in a matrix product. */
    public record Speed(double chosenGflops, double scalarGflops) {}

    /** Examines this process; takes a few seconds, for the speeds. */
    static Diagnosis ofProcess(int threads) {
        var java = new Jvm(
                Runtime.version().toString(),
                System.getProperty("java.vendor", "unknown"),
                System.getProperty("java.home", "unknown"),
                System.getProperty("java.vm.info", "unknown"));
        var machine = new Machine(
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.arch", "unknown"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory());
        Kernels fastest = Kernels.fastest();
        var kernels = new Compute(
                fastest.description(),
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                Byte.SIZE * Integer.parseInt(vmOption("MaxVectorSize", "0")),
                Boolean.parseBoolean(vmOption("UseFMA", "true")));
        var speed = new Speed(ProductSpeed.gflops(fastest), ProductSpeed.gflops(Kernels.scalar()));
        return new Diagnosis(
                Version.text(),
                java,
                machine,
                kernels,
                threads,
                speed,
                slow(java, kernels, speed, machine.maxHeapBytes()));
    }

    /** Returns a sentence for each thing that is slow. */
    static List<String> slow(Jvm java, Compute kernels, Speed speed, long maxHeapBytes) {
        List<String> slow = new ArrayList<>();
        if (!kernels.fusedMultiplyAdd()) {
            slow.add("Fused multiply-add is not used in hardware, so Java computes it in software, about a thousand"
                    + " times slower: remove -XX:-UseFMA, or use a CPU that has it (x86 since 2013, any ARM64).");
        }
        if (!kernels.vectorModule()) {
            slow.add("The module jdk.incubator.vector is not loaded, so the scalar kernels run (same results, some"
                    + " three times slower): start Java with --add-modules jdk.incubator.vector.");
        } else if (kernels.chosen().equals(Kernels.scalar().description())) {
            slow.add("The scalar kernels run although jdk.incubator.vector is loaded (vectors of "
                    + kernels.vectorBits() + " bits): remove -XX:MaxVectorSize and -XX:UseAVX, if one is set.");
        }
        if (java.mode().contains("interpreted")) {
            slow.add("Java only interprets: remove -Xint.");
        } else if (speed.chosenGflops() < speed.scalarGflops() / 2) {
            slow.add("The chosen kernels were slower than the scalar ones, as Java had not compiled them yet: the"
                    + " machine is busy. Leave it a core, and ask again.");
        }
        if (maxHeapBytes < 256L << 20) {
            slow.add("The heap may grow to " + (maxHeapBytes >> 20)
                    + " MiB only: allow more by -Xmx, through UNROLL_JAVA_OPTS.");
        }
        return List.copyOf(slow);
    }

    private static String vmOption(String name, String otherwise) {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return hotSpot.getVMOption(name).getValue();
        } catch (IllegalArgumentException e) {
            return otherwise; // a JVM that has no such option
        }
    }
}
