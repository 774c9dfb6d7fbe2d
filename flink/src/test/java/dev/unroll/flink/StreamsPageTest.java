package dev.unroll.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job that the page shows, as a reader would run it. */
class StreamsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "streams.md");
    private static final int KEYS = 3;
    private static final int STEPS = 20;

    private final Path folder;

    StreamsPageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theJobPrintsTheAnswersOfOnePass() throws IOException, InterruptedException {
        SampleModel.of(1).save(folder.resolve("model"));
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            for (int key = 0; key < KEYS; key++) {
                lines.add("k" + key + " " + SampleModel.event(key, step));
            }
        }
        Path events = Files.write(folder.resolve("events.txt"), lines);
        List<String> printed = run(events.toString(), folder.resolve("model").toString());
        for (int key = 0; key < KEYS; key++) {
            Pattern answer = Pattern.compile("(?:\\d+> )?k" + key + " (.*)");
            assertEquals(
                    SampleModel.answers(SampleModel.of(1), key, STEPS),
                    printed.stream()
                            .map(answer::matcher)
                            .filter(matcher -> matcher.matches())
                            .map(matcher -> matcher.group(1))
                            .toList());
        }
    }

    @Test
    void theVersionsOnThePageAreThoseThatAreTested() throws IOException {
        String page = Files.readString(PAGE);
        for (String engine : List.of("kafka", "flink")) {
            Matcher version = Pattern.compile("<" + engine + ".version>(.*)</")
                    .matcher(Files.readString(Path.of("..", engine, "pom.xml")));
            assertTrue(version.find() && page.contains("` " + version.group(1) + ", which "), engine);
        }
    }

    private List<String> run(String events, String model) throws IOException, InterruptedException {
        String program = Pattern.compile("^```java\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("dev.unroll.flink"))
                .findFirst()
                .orElseThrow();
        Path source = Files.writeString(folder.resolve("Scores.java"), program);
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        folder + File.pathSeparator + System.getProperty("java.class.path"),
                        "Scores",
                        events,
                        model)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(output));
        return Files.readAllLines(output);
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
