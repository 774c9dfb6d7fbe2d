package dev.unroll.data.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.text.TableForm.Columns;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import dev.unroll.data.text.TableForm.Separator;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.Forms;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a table. */
final class TextTableFuzzTest {

    private static final TableForm UNNAMED =
            new TableForm(new Columns("1", "2"), Optional.empty(), Quotes.NONE, Header.NONE);

    private static final List<TableForm> TABLES = List.of(
            TableForm.USUAL,
            TableForm.USUAL.with(Separator.COMMA),
            TableForm.USUAL.with(Separator.TAB),
            UNNAMED,
            UNNAMED.with(Separator.PIPE));

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aTableIsRefusedOrReadWhateverSeparatesIt(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.csv");
        Files.write(file, bytes);
        // Hardwood takes 40 MB and more each time that one is opened: ParquetRowsFuzzTest reads those.
        if (TableFiles.isParquet(file)) {
            return;
        }
        for (TableForm table : Forms.of(bytes, TABLES)) {
            TextForm form = TextForm.of(Normalization.UNICODE).with(table);
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> TextTable.read(file, form));
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> TextTable.readTexts(file, form));
            TextTable.isOne(file, form);
        }
    }
}
