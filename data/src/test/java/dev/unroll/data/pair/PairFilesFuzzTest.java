package dev.unroll.data.pair;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.data.DataException;
import dev.unroll.data.pair.PairFormat.Objects;
import dev.unroll.data.pair.PairFormat.Pronunciations;
import dev.unroll.data.pair.PairFormat.Pronunciations.Stress;
import dev.unroll.data.pair.PairFormat.Table;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as pairs. */
final class PairFilesFuzzTest {

    private static final PairForm FORM = new PairForm(PairForm.Side.CHARACTERS, PairForm.Side.SYMBOLS);

    private static final List<PairFormat> FORMATS =
            List.of(Table.FOUND, Objects.SOURCE_AND_TARGET, new Pronunciations(Stress.DROPPED));

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrReadInEachFormat(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.txt");
        Files.write(file, bytes);
        for (PairFormat format : FORMATS) {
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> PairFiles.read(file, FORM, format));
        }
    }
}
