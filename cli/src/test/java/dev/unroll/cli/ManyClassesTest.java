package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier of more classes than tables and baselines are made for. */
class ManyClassesTest {

    private static final int CLASSES = 1001;

    private static String word(int i) {
        return "" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 26 / 26);
    }

    @Test
    void itIsTrainedBesideTheMajorityAndItsMistakesAreListedAsPairs(@TempDir Path directory) throws IOException {
        Path table = directory.resolve("codes.csv");
        Files.writeString(
                table,
                "text,label\n"
                        + IntStream.range(0, 2 * CLASSES)
                                .mapToObj(i -> word(i) + ",c" + i % CLASSES + "\n")
                                .collect(Collectors.joining()));
        CommandRun run = CommandRun.of(SmallData.train(
                table, directory.resolve("run"), "--json", "--set", "epochs=1", "--set", "batch_size=64"));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(
                run.err()
                        .contains("warning: with 1,001 classes only the majority class stands beside the model; the"
                                + " other baselines are for at most 1,000"),
                run.err());
        JsonObject result = JsonParser.parseString(run.out()).getAsJsonObject();
        JsonArray pairs = result.getAsJsonObject("confusion").getAsJsonArray("pairs");
        int counted = 0;
        for (var pair : pairs) {
            counted += pair.getAsJsonArray().get(2).getAsInt();
        }
        assertEquals(result.getAsJsonObject("data").get("test").getAsInt(), counted);
        assertTrue(result.getAsJsonObject("scores").has("majority"), run.out());
        assertEquals(3, result.getAsJsonObject("scores").size(), run.out());
    }
}
