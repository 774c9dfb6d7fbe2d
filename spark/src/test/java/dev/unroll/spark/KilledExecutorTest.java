package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are processes, of which one is killed in the midst of a training; {@code -Dcluster.kills=10}: ten times. */
@EnabledIfSystemProperty(named = "cluster.jar", matches = ".+")
class KilledExecutorTest {

    private static final int KILLS = Integer.getInteger("cluster.kills", 1);

    @Test
    void aTrainingThatLosesAnExecutorEndsInTheBitsOfOneThatDoesNot(@TempDir Path folder)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        for (int kill = 0; kill < KILLS; kill++) {
            // Of 160 steps.
            arguments.add(Integer.toString(5 + kill * 37 % 110));
        }
        List<String> printed = LocalCluster.in(Path.of("target", "spark"))
                .submit(2, Path.of(System.getProperty("cluster.jar")), TrainedOnExecutors.class, arguments)
                .lines()
                .toList();

        String weights = printed.stream()
                .filter(line -> line.startsWith("weights "))
                .findFirst()
                .orElseThrow()
                .substring("weights ".length());
        List<String> killed =
                printed.stream().filter(line -> line.startsWith("killed ")).toList();
        assertEquals(KILLS, killed.size());
        for (String line : killed) {
            assertTrue(line.matches("killed [1-9].*"), "the stage was tried once: " + line);
            assertTrue(line.contains(" 1...160 "), "the log is not whole: " + line);
            assertEquals(weights, line.substring(line.lastIndexOf(' ') + 1));
        }
    }
}
