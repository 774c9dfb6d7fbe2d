package dev.unroll.data.catalogue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a zip. */
final class UnpackingZipFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path temporary = Path.of("");

    @FuzzTest
    void aZipIsRefusedOrStaysInItsFolder(byte[] bytes) throws Exception {
        Path archive = temporary.resolve("any.zip");
        Files.write(archive, bytes);
        ForeignArchive.unpack(archive, bytes.length);
    }
}
