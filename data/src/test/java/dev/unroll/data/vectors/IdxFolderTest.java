package dev.unroll.data.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.Split;
import dev.unroll.data.VectorDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {

    private final Path folder;

    IdxFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<String> labels(List<LabeledVectors> examples) {
        return examples.stream().map(LabeledVectors::label).toList();
    }

    @Test
    void theTestPartStaysApart() throws IOException {
        assertFalse(IdxFolder.isOne(folder));
        IdxFiles.folder(folder);
        assertTrue(IdxFolder.isOne(folder));
        VectorDataset dataset = IdxFolder.read(folder);
        assertEquals(List.of("8", "9", "10", "11"), labels(dataset.examples()));
        assertEquals(List.of("10", "11"), labels(dataset.test()));
        assertEquals(List.of("8", "9", "10", "11"), dataset.labels());
        assertEquals(3, dataset.features());
        assertEquals(105, dataset.test().getFirst().vectors().get(1, 2));
        assertEquals(
                "Read 6 sequences of 4 files; dropped none.", dataset.report().toString());
        Split<LabeledVectors> split = Split.published(dataset, 0.25, 1);
        assertEquals("3 examples to train on, 1 to validate, 2 to test", split.toString());
        assertEquals(0, split.testInputsTrainedOn());
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() throws IOException {
        IdxFiles.folder(folder);
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxFiles.bytes(1, 3));
        var error = assertThrows(DataException.class, () -> IdxFolder.read(folder));
        assertEquals(
                folder.resolve("t10k-labels-idx1-ubyte")
                        + " has 3 labels for 2 pictures; do the two files belong together?",
                error.getMessage());
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        error = assertThrows(DataException.class, () -> IdxFolder.read(folder));
        assertEquals(
                folder + " has no file t10k-labels-idx1-ubyte or the same with .gz; put it there", error.getMessage());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void mnistHasItsCounts() {
        VectorDataset mnist = IdxFolder.read(Path.of(System.getenv("UNROLL_DATA"), "mnist"));
        assertEquals(60_000, mnist.examples().size());
        assertEquals(10_000, mnist.test().size());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), mnist.labels());
        assertEquals(5923, labels(mnist.examples()).stream().filter("0"::equals).count());
        assertEquals(28, mnist.features());
        assertEquals("7", mnist.test().getFirst().label());
    }
}
