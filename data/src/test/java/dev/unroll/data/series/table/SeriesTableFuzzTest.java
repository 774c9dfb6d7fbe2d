package dev.unroll.data.series.table;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Missing;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.table.SeriesForm.Columns;
import dev.unroll.data.series.table.SeriesForm.Layout;
import dev.unroll.data.series.table.SeriesForm.Times;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.Forms;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a table of series. */
final class SeriesTableFuzzTest {

    private static final Times BERLIN =
            new Times(Optional.empty(), DateOrder.DAY_FIRST, Optional.of(ZoneId.of("Europe/Berlin")));

    private static final Times STEPS = new Times(Optional.of(Frequency.STEPS), DateOrder.MONTH_FIRST, Optional.empty());

    private static final List<SeriesForm> FORMS = List.of(
            SeriesForm.USUAL,
            SeriesForm.USUAL.with(Missing.INTERPOLATE).with(DecimalMark.COMMA),
            SeriesForm.USUAL.with(BERLIN).with(Missing.LAST),
            SeriesForm.USUAL.with(STEPS).with(Missing.MASK),
            SeriesForm.USUAL.with(Layout.ROWS).with(Missing.LAST),
            SeriesForm.USUAL
                    .with(Missing.LAST)
                    .with(new Columns(
                            Optional.of("ds"), Optional.of("unique_id"), List.of("y"), List.of("a"), List.of("b"))));

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aTableIsRefusedOrRead(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.csv");
        Files.write(file, bytes);
        // Hardwood takes 40 MB and more each time that one is opened: ParquetRowsFuzzTest reads those.
        if (TableFiles.isParquet(file)) {
            return;
        }
        for (SeriesForm form : Forms.of(bytes, FORMS)) {
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> timesAreText(file, form));
            SeriesTable.isOne(file, form);
        }
    }

    private static int timesAreText(Path file, SeriesForm form) {
        var dataset = SeriesTable.read(file, form);
        return dataset.series().stream()
                .mapToInt(series -> series.time().text(series.length() + 1L).length())
                .sum();
    }
}
