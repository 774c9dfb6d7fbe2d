package dev.unroll.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {

    @TempDir
    private Path folder = Path.of("");

    private String problem(Path file) {
        return String.valueOf(assertThrows(DataException.class, () -> TokenizerFile.read(file))
                .getMessage());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("tokenizer.json"), text);
    }

    @Test
    void aTokenizerIsRead() throws IOException {
        Path file = write("""
                {"normalizer": null, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true},
                 "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}}""");
        assertEquals(List.of("Ġ", "ab", "a"), TokenizerFile.read(file).tokens("aba"));
    }

    @Test
    void aFileOfAHundredMegabytesIsRefusedUnread() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100_000_000);
        }
        assertEquals(
                file + " has 100000000 bytes, of at most 67108864 that a tokenizer may have; check that it is a"
                        + " tokenizer.json",
                problem(file));
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException {
        Path file = write("merges");
        assertEquals(
                file
                        + " must be a tokenizer.json but cannot be read as one: a mistake at line 1 column 1 path $; take the file"
                        + " as it was published, or let pieces be learned",
                problem(file));
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("tokenizer.json"), new byte[] {'{', (byte) 0xff, '}'});
        assertEquals(file + " must be a tokenizer.json but is not UTF-8", problem(file));
    }

    @Test
    void anErrorNamesTheFileAndTheKey() throws IOException {
        Path file = write("{\"pre_tokenizer\": {\"type\": \"Bert\"}, \"model\": {}}");
        assertEquals(
                file + ".pre_tokenizer.type must be one of ByteLevel, Metaspace, Whitespace, WhitespaceSplit but is"
                        + " \"Bert\"; take the file as it was published, or let pieces be learned",
                problem(file));
    }
}
