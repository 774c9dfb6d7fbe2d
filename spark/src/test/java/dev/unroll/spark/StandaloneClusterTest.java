package dev.unroll.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A master and two workers as they are installed, to which the one jar is submitted. */
@EnabledIfSystemProperty(named = "cluster.jar", matches = ".+")
class StandaloneClusterTest {

    private static final Path JAR = Path.of(System.getProperty("cluster.jar", ""));

    private static final int WORKERS = 2;

    private static List<String> lines(String printed, String start) {
        return printed.lines().filter(line -> line.startsWith(start)).toList();
    }

    @Test
    void aTrainingAndItsAnswersHaveTheBitsOfThoseInThisJvm(@TempDir Path folder)
            throws IOException, InterruptedException {
        LocalCluster spark = LocalCluster.in(Path.of("target", "spark"));
        String there;
        List<ProcessHandle> processes;
        try (StandaloneCluster cluster = StandaloneCluster.start(spark, WORKERS, folder)) {
            there = spark.submit(cluster.master(), WORKERS, JAR, TrainedAndScored.class, List.of());
            processes = cluster.processes();
        }
        List<String> here = TrainedAndScored.trainedAndScored(LocalSpark.session());

        assertTrue(processes.size() > WORKERS, processes::toString);
        assertFalse(processes.stream().anyMatch(ProcessHandle::isAlive), processes::toString);
        assertTrue(lines(there, "master ").getFirst().startsWith("master spark://127.0.0.1:"), there);
        assertEquals(1 + SomeWords.COUNT, here.size());
        assertEquals(here.stream().map(line -> "answer " + line).toList(), lines(there, "answer "));
        assertEquals(WORKERS, lines(there, "process ").size(), there);
    }
}
