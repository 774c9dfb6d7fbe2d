package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the programs that the documents show and that need this module alone, as a reader would. */
class DocumentsTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Path LONG_ROAD = Path.of("..", "docs", "java.md");
    private static final Path EQUATIONS = Path.of("..", "docs", "equations.md");
    private static final Path FORECASTING = Path.of("..", "docs", "forecasting.md");

    private final Path folder;

    DocumentsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theCellOnTheFirstScreenPrintsWhatStandsBelowIt() throws IOException, InterruptedException {
        String printed = String.join("\n", run(program(README, 0)));

        assertEquals(blocks(README, "text").getFirst().strip(), printed.strip());
    }

    @Test
    void theProgramOfTheLongRoadTrainsSavesLoadsAndAsks() throws IOException, InterruptedException {
        List<String> lines = run(program(LONG_ROAD, 0));

        assertEquals("mine: x[4], h[8] -> y[4]", lines.getFirst());
        assertTrue(lines.contains("ello"), () -> String.join("\n", lines));
        assertEquals(4, lines.stream().filter(line -> line.startsWith("[")).count());
        assertTrue(Files.exists(folder.resolve("hello").resolve("model.safetensors")));
    }

    @Test
    void aNetworkOfPartsHasTheNamesOfPyTorch() throws IOException, InterruptedException {
        List<String> lines = run(program(LONG_ROAD, 1));

        assertTrue(lines.contains("rnn.weight_ih_l0_reverse [96, 16]"), () -> String.join("\n", lines));
    }

    @Test
    void aStreamIsAnsweredWhileItComes() throws IOException, InterruptedException {
        assertEquals(List.of("streams: true", "rises true", "falls"), run(program(LONG_ROAD, 2)));
    }

    @Test
    void theSumOfASequenceIsLearned() throws IOException, InterruptedException {
        assertEquals(List.of("sum 3"), run(program(LONG_ROAD, 3)));
    }

    @Test
    void aWaveGoesOn() throws IOException, InterruptedException {
        assertEquals(
                List.of("close: true", "close: true", "close: true", "close: true", "the same: true"),
                run(program(FORECASTING, 1)));
    }

    @Test
    void theLongRoadHasNoOtherProgram() throws IOException {
        assertEquals(4, blocks(LONG_ROAD, "java").size(), "a program that no test runs");
        assertEquals(1, blocks(EQUATIONS, "java").size(), "a program that no test runs");
        assertEquals(2, blocks(FORECASTING, "java").size(), "a program that no test runs");
    }

    @Test
    void theCellWrittenByHandPrintsWhatTheDocumentSays() throws IOException, InterruptedException {
        String printed = String.join("\n", run(program(EQUATIONS, 0)));

        String promised = blocks(EQUATIONS, "text").getFirst();
        assertTrue(printed.startsWith(promised.strip()), printed);
        assertTrue(printed.contains("h_{t} &= \\operatorname{relu}"), printed);
    }

    @Test
    void theProjectOfTheLongRoadIsBuiltByWhatBuildsUs() throws IOException {
        String ours = Files.readString(Path.of("..", "pom.xml"));
        String shown = blocks(LONG_ROAD, "xml").getFirst();
        for (String plugin : List.of("maven-toolchains-plugin", "maven-compiler-plugin", "exec-maven-plugin")) {
            assertEquals(version(ours, plugin), version(shown, plugin), plugin);
        }
        assertEquals(version(ours, "unroll-parent"), version(shown, "unroll-run"));
        assertTrue(
                shown.contains("<version>" + first(ours, "<jdk.range>([^<]*)<") + "</version>"),
                () -> "the JDKs of\n" + shown);
    }

    private static String version(String pom, String artifact) {
        return first(pom, "<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]*)<");
    }

    private static String first(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + regex + " in " + text));
    }

    private Path program(Path document, int number) throws IOException {
        Path source = folder.resolve("Hello.java");
        return Files.writeString(source, blocks(document, "java").get(number));
    }

    /** Returns the code blocks of a language. */
    private static List<String> blocks(Path document, String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(document))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private List<String> run(Path source) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path modules = Path.of("target", "classes").toAbsolutePath();
        String others = System.getProperty("java.class.path", "");
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "--module-path",
                        modules + ":" + jar(others, "gson"),
                        "--add-modules",
                        "dev.unroll.core,jdk.incubator.vector",
                        source.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        List<String> lines = Files.readAllLines(output).stream()
                .filter(line -> !line.contains("incubator"))
                .toList();
        assertEquals(0, exit, () -> String.join("\n", lines));
        return lines;
    }

    private static String jar(String classPath, String name) {
        return List.of(classPath.split(System.getProperty("path.separator"))).stream()
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(name + "-"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + classPath));
    }
}
