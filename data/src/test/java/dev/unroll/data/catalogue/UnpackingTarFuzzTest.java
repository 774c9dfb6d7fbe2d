package dev.unroll.data.catalogue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as the tar inside a .tar.gz. */
final class UnpackingTarFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path temporary = Path.of("");

    @FuzzTest
    void aTarIsRefusedOrStaysInItsFolder(byte[] bytes) throws Exception {
        Path archive = temporary.resolve("any.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(bytes);
        }
        ForeignArchive.unpack(archive, bytes.length);
    }
}
