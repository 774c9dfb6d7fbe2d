package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Unroll's answers against PyTorch's, for every case under a folder: {@code -Dunroll.fixtures=DIR}, or the copies in the
 * test resources. How they were made: {@code src/test/pytorch/README.md}.
 */
class PyTorchParityTest {

    private static final Map<String, ParityCase> KINDS = Map.of(
            "cell", new CellParity(),
            "loss", new LossParity(),
            "optimizer", new OptimizerParity(),
            "schedule", new ScheduleParity(),
            "clip", new ClipParity(),
            "recurrent", new RecurrentParity(),
            "trajectory", new TrajectoryParity(),
            "pair", new PairParity(),
            // SoundParityTest of the module data asks for these.
            "audio", given -> {});

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() throws IOException, URISyntaxException {
        Path folder = fixtures();
        List<String> notYet = notYet();
        try (Stream<Path> files = Files.walk(folder)) {
            List<DynamicTest> tests = files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            folder.relativize(file).toString(), () -> check(PyTorchCase.read(file), notYet)))
                    .toList();
            assertFalse(tests.isEmpty(), "no case *.safetensors under " + folder);
            return tests;
        }
    }

    /** Passes if the case is supported and agrees, or is neither supported nor expected to be. */
    static void check(PyTorchCase given, List<String> notYet) throws IOException {
        boolean listed = notYet.stream().anyMatch(given::matches);
        try {
            parity(given).check(given);
        } catch (NotSupportedException e) {
            if (!listed) {
                fail("not supported, and not-yet.txt does not list it: " + e.getMessage());
            }
            return;
        }
        if (listed) {
            fail("supported, but not-yet.txt lists it");
        }
    }

    private static ParityCase parity(PyTorchCase given) throws NotSupportedException {
        ParityCase parity = KINDS.get(given.kind());
        if (parity == null) {
            throw new NotSupportedException("cases of kind " + given.kind());
        }
        return parity;
    }

    private static Path fixtures() throws URISyntaxException {
        String folder = System.getProperty("unroll.fixtures", "");
        if (folder.isEmpty()) {
            return resource("/pytorch");
        }
        // Tests run in the module's folder, but a relative path is meant from where Maven was started.
        Path fromRoot = Path.of("..").resolve(folder);
        return Files.isDirectory(Path.of(folder)) ? Path.of(folder) : fromRoot;
    }

    /** Returns the lines of the list of what a later version brings, comments left out. */
    static List<String> notYet() throws IOException, URISyntaxException {
        return Files.readAllLines(resource("/not-yet.txt")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    static Path resource(String name) throws URISyntaxException {
        URL url = PyTorchParityTest.class.getResource(name);
        return Path.of(Objects.requireNonNull(url, name).toURI());
    }
}
