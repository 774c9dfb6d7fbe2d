package dev.unroll.data.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

    private final Path folder;

    LinesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Returns what a visitor hears: {@code 1:text} for a line and {@code 2!problem} for an unreadable one. */
    private List<String> heard(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("lines"), bytes);
        var heard = new ArrayList<String>();
        Lines.read(file, new Lines.Visitor() {
            @Override
            public void line(long number, String line) {
                heard.add(number + ":" + line);
            }

            @Override
            public void unreadable(long number, String problem) {
                heard.add(number + "!" + problem);
            }
        });
        return heard;
    }

    private List<String> heard(String text) throws IOException {
        return heard(text.getBytes(UTF_8));
    }

    @Test
    void allThreeLineEndsEndALine() throws IOException {
        assertEquals(List.of("1:a", "2:b", "3:c", "4:d"), heard("a\nb\r\nc\rd"));
    }

    @Test
    void aCompressedFileIsReadAsWhatIsInIt() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write("\uFEFFa\r\nb".getBytes(UTF_8));
        }
        assertEquals(List.of("1:a", "2:b"), heard(compressed.toByteArray()));
    }

    @Test
    void aFinalLineEndAddsNoLine() throws IOException {
        assertEquals(List.of("1:a"), heard("a\n"));
        assertEquals(List.of("1:a"), heard("a\r\n"));
        assertEquals(List.of("1:a"), heard("a"));
    }

    @Test
    void emptyLinesAreLines() throws IOException {
        assertEquals(List.of("1:", "2:", "3:a", "4:"), heard("\n\r\na\r\r"));
        assertEquals(List.of(), heard(""));
    }

    @Test
    void aByteOrderMarkIsSkippedAtTheStartOnly() throws IOException {
        assertEquals(List.of("1:a", "2:\uFEFFb"), heard("\uFEFFa\n\uFEFFb"));
        assertEquals(List.of(), heard("\uFEFF"));
    }

    @Test
    void aBrokenLineCostsOneLine() throws IOException {
        assertEquals(List.of("1:a", "2!not UTF-8", "3:b"), heard("a\nB\u00E9langer\nb".getBytes(ISO_8859_1)));
    }

    @Test
    void emojiSurvive() throws IOException {
        assertEquals(List.of("1:\uD83D\uDE00"), heard("\uD83D\uDE00"));
    }

    @Test
    void zeroBytesAreNoText() throws IOException {
        assertEquals(List.of("1!holds the character U+0000, which no text has", "2:b"), heard("a\0\nb"));
    }

    @Test
    void theLongestLineIsReadAndALongerOneIsNot() throws IOException {
        String longest = "x".repeat(Lines.LONGEST);
        assertEquals(List.of("1:" + longest, "2:b"), heard(longest + "\nb"));
        assertEquals(List.of("1!1048577 bytes long, of at most 1048576 a line", "2:b"), heard(longest + "x\nb"));
    }

    @Test
    void utf16IsNamed() {
        var error = assertThrows(DataException.class, () -> heard("abc".getBytes(UTF_16)));
        assertEquals(folder.resolve("lines") + " is UTF-16; save it as UTF-8", error.getMessage());
    }
}
