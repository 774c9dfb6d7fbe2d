package dev.unroll.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFileTest {

    @Test
    void theLineOfABrokenByteIsNamedWhateverElseIsWrongBefore(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.txt"), new byte[] {0, '\r', '\n', 'b', '\r', (byte) 0xF8});
        var error = assertThrows(DataException.class, () -> TextFile.read(file, Encoding.FOUND));
        assertEquals(file + ", line 3: not UTF-8; " + ReadReport.OTHER_ENCODING, error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "255044462d312e37|is a PDF document and no text; save its text as a file in UTF-8",
                "89504e470d0a1a0a00|is a PNG picture and no text; sequences of numbers are read as IDX files",
                "ffd8ffe0|is a JPEG picture and no text; sequences of numbers are read as IDX files",
                "504b03040a|is a zip archive, as spreadsheets and documents (.xlsx, .ods, .docx) are too, and no text; unpack"
                        + " it, or save the table as CSV or the text in UTF-8",
                "fd377a585a00|is compressed by xz, which is not read; unpack it, or compress it by gzip, which is",
            })
    void whatIsNoTextByItsFirstBytesIsNamed(String bytes, String problem, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("some.txt"), HexFormat.of().parseHex(bytes));
        assertEquals(
                file + " " + problem,
                assertThrows(DataException.class, () -> TextFile.read(file, Encoding.FOUND))
                        .getMessage());
    }
}
