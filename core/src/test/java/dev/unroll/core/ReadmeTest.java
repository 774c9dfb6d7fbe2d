package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the programs that the documents show, in a JVM of its own, as a reader would. */
class ReadmeTest {

    private final Path folder;

    ReadmeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theJavaProgramOfTheReadmeRuns() throws IOException, InterruptedException {
        List<String> lines = run(program(Path.of("..", "README.md")));

        assertEquals("mine: x[4], h[8] -> y[4]", lines.getFirst());
        assertTrue(lines.contains("ello"), () -> String.join("\n", lines));
        assertEquals(4, lines.stream().filter(line -> line.startsWith("[")).count());
        assertTrue(Files.exists(folder.resolve("hello").resolve("model.safetensors")));
    }

    @Test
    void theCellWrittenByHandPrintsWhatTheDocumentSays() throws IOException, InterruptedException {
        Path document = Path.of("..", "docs", "equations.md");
        String printed = String.join("\n", run(program(document)));

        String promised = block(Files.readString(document), "text");
        assertTrue(printed.startsWith(promised.strip()), printed);
        assertTrue(printed.contains("h_{t} &= \\operatorname{relu}"), printed);
    }

    private Path program(Path document) throws IOException {
        Path source = folder.resolve("Hello.java");
        return Files.writeString(source, block(Files.readString(document), "java"));
    }

    /** Returns the first code block of a language. */
    private static String block(String document, String language) {
        int start = document.indexOf("```" + language + "\n");
        assertTrue(start >= 0, "the document shows no " + language);
        int end = document.indexOf("```", start + 3);
        return document.substring(document.indexOf('\n', start) + 1, end);
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
