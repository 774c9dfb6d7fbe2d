package dev.unroll.data.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as the tar inside a .tar.gz of labeled texts. */
final class LabeledFilesFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void anArchiveIsRefusedOrRead(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        TextForm form = TextForm.of(Normalization.UNICODE);
        Foreign.read(bytes.length, file, List.of(DataException.class), () -> LabeledFiles.read(file, form));
    }
}
