package dev.unroll.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTextTest {

    private final Path folder;

    PlainTextTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keepsRepeatedTextsInOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("hello.txt"), "hello\n\n hello \nworld");
        var text = PlainText.read(file, TextForm.of(Normalization.UNICODE));
        assertEquals(List.of("hello", "hello", "world"), text.texts());
        assertEquals("hello.txt", text.name());
        assertEquals(
                "Read 4 lines of 1 file; dropped 1 blank line.", text.report().toString());
    }

    @Test
    void unreadableLinesAreCounted() throws IOException {
        Path file = Files.write(folder.resolve("t"), new byte[] {'a', '\n', (byte) 0xFF, '\n', 'b'});
        var text = PlainText.read(file, TextForm.of(Normalization.UNICODE));
        assertEquals(List.of("a", "b"), text.texts());
        assertEquals(
                List.of(new ReadReport.Place("t", 2, Unreadable.in(StandardCharsets.UTF_8))),
                text.report().firstUnreadable());
    }

    @Test
    void nothingToRead() throws IOException {
        Path file = Files.writeString(folder.resolve("t"), "\n\n");
        var error = assertThrows(DataException.class, () -> PlainText.read(file, TextForm.of(Normalization.UNICODE)));
        assertEquals(file + " has no text. Read 2 lines of 1 file; dropped 2 blank lines.", error.getMessage());
    }
}
