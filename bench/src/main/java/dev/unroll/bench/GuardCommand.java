package dev.unroll.bench;

import dev.unroll.bench.kernel.KernelGuard;
import dev.unroll.core.kernel.Kernels;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code unroll bench guard}: exit code 1 if a kernel fell off a cliff. */
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        version = Bench.VERSION,
        description = "Fail if a product kernel is far slower than it should be beside the machine's peak.")
final class GuardCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Kernels kernels = Kernels.fastest();
        List<KernelGuard.Finding> findings = KernelGuard.ofProducts(kernels).measure();
        var table = new Table(kernels.description(), "GFLOP/s", "of peak", "floor", "");
        for (KernelGuard.Finding found : findings) {
            table.add(List.of(
                    found.product(),
                    Format.number(found.gflops()),
                    Format.percent(found.share()),
                    Format.percent(found.floor()),
                    found.passes() ? "" : "TOO SLOW"));
        }
        command.commandLine().getOut().print(table.toText());
        command.commandLine().getOut().flush();
        boolean passed = findings.stream().allMatch(KernelGuard.Finding::passes);
        if (!passed) {
            command.commandLine()
                    .getErr()
                    .println(
                            "unroll bench guard: a kernel is below its floor. Registers that spill, or vectors that are"
                                    + " boxed, do that; see docs/performance.md");
        }
        return passed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
