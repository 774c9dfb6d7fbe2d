package dev.unroll.data.tagged;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.Forms;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as tagged sentences. */
final class TaggedFilesFuzzTest {

    private static final List<TaggedFormat> FORMATS = List.of(
            TaggedFormat.Conllu.UNIVERSAL,
            TaggedFormat.Columns.FIRST_AND_LAST,
            TaggedFormat.JsonSentences.TOKENS_AND_TAGS);

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrReadInEachFormat(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.conllu");
        Files.write(file, bytes);
        for (TaggedFormat format : Forms.of(bytes, FORMATS)) {
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> TaggedFiles.read(file, format));
        }
    }
}
