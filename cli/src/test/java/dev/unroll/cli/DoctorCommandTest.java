package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.core.kernel.Kernels;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    private static final Diagnosis.Jvm MIXED = new Diagnosis.Jvm("25.0.3", "Vendor", "/jdk", "mixed mode, sharing");
    private static final Diagnosis.Compute FAST = new Diagnosis.Compute("vector, 8 lanes", true, 256, true);
    private static final Diagnosis.Speed QUICK = new Diagnosis.Speed(100, 12);
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void jsonIsOneObjectOnStdout() {
        CommandRun run = CommandRun.of("doctor", "--json", "--threads", "3");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertEquals("", run.err());
        JsonObject found = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(3, found.get("threads").getAsInt());
        JsonObject kernels = found.getAsJsonObject("kernels");
        assertEquals(Kernels.fastest().description(), kernels.get("chosen").getAsString());
        assertTrue(kernels.get("vector_module").getAsBoolean(), "the build's tests run with the module");
        JsonObject speed = found.getAsJsonObject("speed");
        assertTrue(speed.get("chosen_gflops").getAsDouble() > 0);
        assertTrue(speed.get("scalar_gflops").getAsDouble() > 0);
    }

    /** Tests run without modules, the command with them. */
    @Test
    void itsFieldsAreOpenToWhatWritesJson() throws Exception {
        Path classes = Path.of(Diagnosis.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module =
                ModuleFinder.of(classes).find("dev.unroll.cli").orElseThrow().descriptor();
        assertTrue(module.opens().stream()
                .anyMatch(opens -> opens.source().equals(Diagnosis.class.getPackageName())
                        && opens.targets().contains("com.google.gson")));
    }

    @Test
    void textNamesTheKernels() {
        CommandRun run = CommandRun.of("doctor");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertTrue(run.out().contains("kernels   " + Kernels.fastest().description()), run.out());
        assertTrue(run.out().contains(" GFLOP/s"), run.out());
    }

    @Test
    void nothingIsSlowOnAGoodMachine() {
        assertEquals(List.of(), Diagnosis.slow(MIXED, FAST, QUICK, GIBIBYTE));
    }

    @Test
    void whatIsSlowNamesWhatMendsIt() {
        assertOnly(
                "start Java with --add-modules jdk.incubator.vector",
                Diagnosis.slow(MIXED, new Diagnosis.Compute("scalar", false, 256, true), QUICK, GIBIBYTE));
        assertOnly(
                "remove -XX:MaxVectorSize",
                Diagnosis.slow(MIXED, new Diagnosis.Compute("scalar", true, 64, true), QUICK, GIBIBYTE));
        assertOnly(
                "remove -XX:-UseFMA",
                Diagnosis.slow(MIXED, new Diagnosis.Compute("vector, 8 lanes", true, 256, false), QUICK, GIBIBYTE));
        assertOnly(
                "remove -Xint",
                Diagnosis.slow(
                        new Diagnosis.Jvm("25.0.3", "Vendor", "/jdk", "interpreted mode"), FAST, QUICK, GIBIBYTE));
        assertOnly("the machine is busy", Diagnosis.slow(MIXED, FAST, new Diagnosis.Speed(0.1, 12), GIBIBYTE));
        assertOnly("-Xmx", Diagnosis.slow(MIXED, FAST, QUICK, 64L << 20));
    }

    private static void assertOnly(String part, List<String> slow) {
        assertEquals(1, slow.size(), slow::toString);
        assertTrue(slow.getFirst().contains(part), slow::toString);
    }
}
