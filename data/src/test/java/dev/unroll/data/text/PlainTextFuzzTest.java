package dev.unroll.data.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a text. */
final class PlainTextFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aTextIsRefusedOrReadByLinesAndWhole(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.txt");
        Files.write(file, bytes);
        for (Normalization form : Normalization.values()) {
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> PlainText.read(file, form));
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> PlainText.readWhole(file, form));
        }
    }
}
