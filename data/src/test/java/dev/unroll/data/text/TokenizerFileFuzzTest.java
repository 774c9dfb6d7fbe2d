package dev.unroll.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.form.Data;
import dev.unroll.core.input.BytePairs;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a {@code tokenizer.json}. */
final class TokenizerFileFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aTokenizerIsRefusedOrReadAndComesBackOutOfItsData(byte[] bytes) throws Exception {
        Path file = folder.resolve("tokenizer.json");
        Files.write(file, bytes);
        Optional<BytePairs> read =
                Foreign.read(bytes.length, file, List.of(DataException.class), () -> TokenizerFile.read(file));
        if (read.isPresent()) {
            assertEquals(
                    read.get(),
                    Tokenizer.fromData(new Data("tokenizer", read.get().toData())));
            String text = "It's <s> é ☃\n ab";
            assertEquals(read.get().count(text), read.get().tokens(text).size());
        }
    }
}
