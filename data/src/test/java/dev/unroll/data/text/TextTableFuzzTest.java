package dev.unroll.data.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import dev.unroll.data.text.TableForm.Separator;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a table. */
final class TextTableFuzzTest {

    private static final TextForm FORM = TextForm.of(Normalization.UNICODE);

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aTableIsRefusedOrReadWhateverSeparatesIt(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.csv");
        Files.write(file, bytes);
        for (Separator separator : Separator.values()) {
            for (Quotes quotes : List.of(Quotes.DOUBLE, Quotes.NONE)) {
                TextForm form = FORM.with(
                        new TableForm(TableForm.USUAL.columns(), Optional.of(separator), quotes, Header.NAMES));
                Foreign.read(bytes.length, file, List.of(DataException.class), () -> TextTable.read(file, form));
            }
        }
        Foreign.read(bytes.length, file, List.of(DataException.class), () -> TextTable.read(file, FORM));
        Foreign.read(bytes.length, file, List.of(DataException.class), () -> TextTable.columns(file, FORM));
    }
}
