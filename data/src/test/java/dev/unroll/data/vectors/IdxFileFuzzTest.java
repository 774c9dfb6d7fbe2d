package dev.unroll.data.vectors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as an IDX file, compressed or not. */
final class IdxFileFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrReadAsSequencesOrLabels(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.idx");
        Files.write(file, bytes);
        IdxFile.isOne(file);
        Foreign.read(bytes.length, file, List.of(DataException.class), () -> IdxFile.readSequences(file));
        Foreign.read(bytes.length, file, List.of(DataException.class), () -> IdxFile.readLabels(file));
    }
}
