package dev.unroll.data.embedding;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a file of word vectors. */
final class WordVectorsFuzzTest {

    private static final Vocabulary VOCABULARY = Vocabulary.open(List.of("a", "the", "of"));

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrHasVectors(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.txt");
        Files.write(file, bytes);
        Foreign.read(bytes.length, file, List.of(DataException.class), () -> WordVectors.read(file, VOCABULARY, 2));
    }
}
