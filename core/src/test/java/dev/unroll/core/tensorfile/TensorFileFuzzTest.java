package dev.unroll.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a safetensors file. */
final class TensorFileFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrReadAndCanBeWrittenAgain(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.safetensors");
        Files.write(file, bytes);
        Optional<TensorFile> read =
                Foreign.read(bytes.length, file, List.of(TensorFileException.class), () -> TensorFile.read(file));
        if (read.isPresent()) {
            Path copy = folder.resolve("copy.safetensors");
            read.get().write(copy);
            TensorFile again = TensorFile.read(copy);
            assertEquals(read.get().metadata(), again.metadata());
            assertEquals(read.get().tensors().keySet(), again.tensors().keySet());
        }
    }
}
