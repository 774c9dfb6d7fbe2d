package dev.unroll.cli;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code unroll doctor}: what Unroll runs on, how fast that is, and what would make it faster. */
@Command(
        name = "doctor",
        description = "Show what Unroll runs on, how fast it is, and what would make it faster.",
        footer = {"", "For example:", "  unroll doctor", "  unroll doctor --json --threads 1"})
final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis = Diagnosis.ofProcess(threads.count());
        if (options.json()) {
            Json.print(terminal, diagnosis);
        } else {
            print(diagnosis);
        }
        return ExitCode.DONE.status();
    }

    private void print(Diagnosis found) {
        var java = found.java();
        var machine = found.machine();
        var kernels = found.kernels();
        row("unroll", found.unroll());
        row("Java", java.version() + ", " + java.vendor() + ", " + java.home());
        row(
                "machine",
                machine.system() + " " + machine.architecture() + ", " + count(machine.cores(), "core")
                        + ", heap up to " + (machine.maxHeapBytes() >> 20) + " MiB");
        row("kernels", kernels.chosen());
        row(
                "",
                "module jdk.incubator.vector " + (kernels.vectorModule() ? "loaded" : "not loaded") + ", vectors of "
                        + kernels.vectorBits() + " bits");
        row("", "fused multiply-add in " + (kernels.fusedMultiplyAdd() ? "hardware" : "software"));
        row("threads", Integer.toString(found.threads()));
        row(
                "speed",
                String.format(
                        Locale.ROOT,
                        "%.1f GFLOP/s a thread in a product (scalar kernels: %.1f)",
                        found.speed().chosenGflops(),
                        found.speed().scalarGflops()));
        PrintWriter out = terminal.out();
        out.println();
        if (found.slow().isEmpty()) {
            out.println("Nothing here makes Unroll slow.");
        }
        for (String sentence : found.slow()) {
            out.println(terminal.layout().row("SLOW  ", sentence));
        }
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private void row(String name, String value) {
        terminal.out().println(terminal.layout().row(String.format(Locale.ROOT, "%-9s ", name), value));
    }
}
