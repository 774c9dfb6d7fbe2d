package dev.unroll.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    @Test
    void theLineOfABrokenByteIsNamedWhateverElseIsWrongBefore(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.txt"), new byte[] {0, '\r', '\n', 'b', '\r', (byte) 0xF8});
        var error = assertThrows(DataException.class, () -> TextFile.read(file, Encoding.FOUND));
        assertEquals(file + ", line 3: not UTF-8; " + ReadReport.OTHER_ENCODING, error.getMessage());
    }
}
