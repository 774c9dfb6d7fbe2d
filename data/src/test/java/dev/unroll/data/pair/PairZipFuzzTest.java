package dev.unroll.data.pair;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a zip of pairs. */
final class PairZipFuzzTest {

    private static final PairForm FORM = new PairForm(PairForm.Side.CHARACTERS, PairForm.Side.SYMBOLS);

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aZipIsRefusedOrRead(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.zip");
        Files.write(file, bytes);
        Foreign.read(bytes.length, folder, List.of(DataException.class), () -> PairFiles.read(file, FORM));
    }
}
