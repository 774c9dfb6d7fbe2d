package dev.unroll.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sequences that {@code unroll predict} is asked of: however they are given, the answer is one. */
class AskedSequencesTest {

    private static final String NUMBERS = "0.5,1,0.25,0,0.75,1";
    private static final String STEPS = "[[0.5, 1], [0.25, 0], [0.75, 1]]";

    private static Path directory = Path.of("");
    private static String run = "";
    private static String answer = "";

    @BeforeAll
    static void train(@TempDir Path folder) throws IOException {
        directory = folder;
        var lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(String.format(
                    Locale.ROOT, "{\"steps\": [[%d, 1], [%d, 0], [1, 1]], \"value\": %d}\n", i % 5, i % 3, i % 5 + 1));
        }
        run = folder.resolve("run").toString();
        CommandRun trained = CommandRun.of(
                "train",
                Files.writeString(folder.resolve("d.jsonl"), lines).toString(),
                "--out",
                run,
                "--quiet",
                "--threads",
                "1",
                "--set",
                "epochs=1",
                "--set",
                "hidden_size=4");
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
        answer = answer(CommandRun.of("predict", run, NUMBERS));
        writeFiles();
    }

    private static void writeFiles() throws IOException {
        Files.writeString(directory.resolve("numbers.txt"), "0.5,1\n0.25,0\n0.75,1\n");
        Files.writeString(directory.resolve("plain.csv"), "0.5,1\n0.25,0\n0.75,1\n");
        Files.writeString(directory.resolve("named.csv"), "x,y\n0.5,1\n0.25,0\n0.75,1\n");
        Files.writeString(directory.resolve("long.csv"), "id,step,x,y\na,2,0.25,0\na,1,0.5,1\na,3,0.75,1\n");
        Files.writeString(directory.resolve("lines.jsonl"), "{\"steps\": " + STEPS + "}\n");
        Files.writeString(directory.resolve("a.ts"), """
                @problemName a
                @timeStamps false
                @univariate false
                @dimensions 2
                @classLabel true w
                @data
                0.5,0.25,0.75:1,0,1:w
                """);
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3, 2), }";
        byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(ISO_8859_1);
        ByteBuffer array = ByteBuffer.allocate(10 + text.length + 24).order(ByteOrder.LITTLE_ENDIAN);
        array.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length);
        array.put(text);
        for (float number : new float[] {0.5f, 1, 0.25f, 0, 0.75f, 1}) {
            array.putFloat(number);
        }
        Files.write(directory.resolve("a.npy"), array.array());
    }

    /** Returns what follows the input on the only line. */
    private static String answer(CommandRun asked) {
        assertEquals(ExitCode.DONE, asked.exitCode(), asked.err());
        String line = asked.out().strip();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbers.txt", "plain.csv", "named.csv", "long.csv", "lines.jsonl", "a.ts", "a.npy"})
    void fileOfEachLayoutIsAnswered(String name) {
        assertEquals(
                answer,
                answer(CommandRun.of("predict", run, directory.resolve(name).toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {STEPS, "{\"steps\": " + STEPS + "}", "{\"steps\": " + STEPS + ", \"value\": 3}"})
    void typedJsonIsAnswered(String json) {
        assertEquals(answer, answer(CommandRun.of("predict", run, json)));
    }

    @Test
    void linesOfStdinMayBeNumbersOrJson() {
        CommandRun asked = CommandRun.reading(NUMBERS + "\n{\"steps\": " + STEPS + "}\n", "predict", run, "-");

        assertEquals(ExitCode.DONE, asked.exitCode(), asked.err());
        assertEquals(
                asked.out()
                        .lines()
                        .map(line -> line.substring(line.indexOf('\t')))
                        .distinct()
                        .count(),
                1,
                asked.out());
        assertEquals(2, asked.out().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stops\": []} | has no list under \"steps\"",
                "[[1, 2], [3]] | step 2 must have 2 numbers as the first one but has 1",
                "[[1, 2] | no JSON: it ends too early; as it should be: {\"steps\": [[0.1, 9], [0.2, 8]]}",
                "[[1, 2, 3]] | a step must have 2 numbers but has 3",
                "[] | has no step"
            })
    void badLineIsToldWithItsNumber(String line, String problem) {
        CommandRun asked = CommandRun.reading(NUMBERS + "\n" + line + "\n", "predict", run, "-");

        assertEquals(ExitCode.DATA, asked.exitCode());
        assertTrue(asked.err().contains("line 2 of stdin: " + problem), asked.err());
    }

    @Test
    void folderWithoutSequencesIsRefused() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("empty"));
        CommandRun asked = CommandRun.of("predict", run, folder.toString());

        assertEquals(ExitCode.DATA, asked.exitCode());
        assertTrue(
                asked.err().contains("empty is a folder in which no sequence was found; name the files inside it"),
                asked.err());
    }
}
