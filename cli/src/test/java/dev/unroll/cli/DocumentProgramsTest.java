package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the programs of the documents that train on files and ask what was trained, as a reader would. */
class DocumentProgramsTest {

    private static final Path DOCS = Path.of("..", "docs");

    private final Path folder;

    DocumentProgramsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private void write(String name, int lines, IntFunction<String> line) throws IOException {
        Files.writeString(
                folder.resolve(name), IntStream.range(0, lines).mapToObj(line).collect(Collectors.joining("\n")));
    }

    @Test
    void salesGoOnByTheWeek() throws IOException, InterruptedException {
        int[] week = {20, 24, 30, 36, 40, 34, 26};
        write("sales.csv", 211, i -> i == 0 ? "day,sold" : i + "," + week[(i - 1) % 7]);

        assertEquals(
                List.of(
                        "1 ahead: 20",
                        "2 ahead: 24",
                        "3 ahead: 30",
                        "4 ahead: 36",
                        "5 ahead: 40",
                        "6 ahead: 34",
                        "7 ahead: 26"),
                run("forecasting.md", 0));
    }

    @Test
    void aGestureIsClassified() throws IOException, InterruptedException {
        write("gestures.jsonl", 120, i -> {
            boolean rises = i % 2 == 0;
            String steps = IntStream.range(0, 4 + i % 3)
                    .mapToObj(t -> "[0." + (t + 1) + ", " + (rises ? 4 + t : 9 - t) + "]")
                    .collect(Collectors.joining(", "));
            return "{\"steps\": [" + steps + "], \"label\": \"" + (rises ? "up" : "down") + "\"}";
        });

        assertEquals(List.of("down, 1.0"), run("sequences.md", 0));
    }

    @Test
    void aValueIsTold() throws IOException, InterruptedException {
        write("houses.jsonl", 120, i -> {
            int[] steps = {i % 4, i / 4 % 4, i / 16 % 4, i % 3};
            return String.format(
                    Locale.ROOT,
                    "{\"steps\": [%d, %d, %d, %d], \"value\": %d}",
                    steps[0],
                    steps[1],
                    steps[2],
                    steps[3],
                    IntStream.of(steps).sum());
        });

        assertEquals(List.of("value 8"), run("sequences.md", 1));
    }

    @Test
    void aWordIsWrittenBackwards() throws IOException, InterruptedException {
        write("backwards.csv", 341, i -> i == 0 ? "source,target" : backwards(i - 1));

        assertEquals(List.of("dcba", "[d, c, b, a]", "[d, c, b]"), run("transduce.md", 0));
    }

    /** Returns a row of the strings of 1 to 4 of four letters. */
    private static String backwards(int number) {
        int length = 1;
        int count = 4;
        int digits = number;
        while (digits >= count) {
            digits -= count;
            count *= 4;
            length++;
        }
        var letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + digits % 4));
            digits /= 4;
        }
        String string = letters.toString();
        return string + "," + letters.reverse();
    }

    private List<String> run(String page, int number) throws IOException, InterruptedException {
        String program = Pattern.compile("^```java\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(block -> block.group(1))
                .toList()
                .get(number);
        Path source = Files.writeString(folder.resolve("Program.java"), program);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), source.toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertEquals(0, process.waitFor(), Files.readString(err));
        return Files.readAllLines(out);
    }
}
