package dev.unroll.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.data.DataException;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a Parquet file. */
final class ParquetRowsFuzzTest {

    /** Hardwood takes some 40 MB for its batches of any file, be it as small as it may: as if so many bytes were read. */
    private static final int BATCHES = 2000;

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrHasRows(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.parquet");
        Files.write(file, bytes);
        Foreign.read(BATCHES + bytes.length, file, List.of(DataException.class), () -> rows(file));
    }

    /** Returns how many rows there are; each has as many cells as there are columns. */
    private static int rows(Path file) {
        int count = 0;
        try (Rows rows = ParquetRows.open(file, Header.NAMES)) {
            int columns = rows.next().orElseThrow().fields().size();
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                assertEquals(columns, row.get().fields().size());
                count++;
            }
        }
        return count;
    }
}
