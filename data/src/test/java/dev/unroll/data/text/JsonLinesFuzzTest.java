package dev.unroll.data.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.Forms;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as JSON lines. */
final class JsonLinesFuzzTest {

    private static final TextForm FORM = TextForm.of(Normalization.UNICODE);

    private static final List<BiFunction<Path, TextForm, ?>> READERS = List.of(JsonLines::read, JsonLines::readTexts);

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void linesAreRefusedOrRead(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.jsonl");
        Files.write(file, bytes);
        for (BiFunction<Path, TextForm, ?> reader : Forms.of(bytes, READERS)) {
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> reader.apply(file, FORM));
        }
    }
}
