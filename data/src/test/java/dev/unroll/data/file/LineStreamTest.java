package dev.unroll.data.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineStreamTest {

    private final Path folder;

    LineStreamTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Returns what a visitor hears: {@code 1:text} for a line and {@code 2!problem} for an unreadable one. */
    private List<String> heard(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("lines"), bytes);
        var heard = new ArrayList<String>();
        LineStream.read(file, Encoding.FOUND, new LineStream.Visitor() {
            @Override
            public void line(long number, String line) {
                heard.add(number + ":" + line);
            }

            @Override
            public void unreadable(long number, Unreadable problem) {
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
        String longest = "x".repeat(LineStream.LONGEST);
        assertEquals(List.of("1:" + longest, "2:b"), heard(longest + "\nb"));
        assertEquals(List.of("1!1048577 characters long, of at most 1048576 a line", "2:b"), heard(longest + "x\nb"));
    }

    @Test
    void aByteOrderMarkTellsOfUtf16AndUtf32() throws IOException {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            assertEquals(List.of("1:aż", "2:b"), heard("\uFEFFaż\r\nb".getBytes(Charset.forName(name))), name);
        }
    }

    @Test
    void halfACharacterOfUtf16CostsOneLine() throws IOException {
        byte[] bytes = {(byte) 0xFE, (byte) 0xFF, 0, 'a', (byte) 0xD8, 0, 0, '\n', 0, 'b'};
        assertEquals(List.of("1!not UTF-16BE", "2:b"), heard(bytes));
    }

    @Test
    void anEncodingThatIsNamedIsUsed() throws IOException {
        Path file = Files.write(folder.resolve("lines"), "Bélanger\r".getBytes(ISO_8859_1));
        try (LineStream lines = LineStream.open(file, Encoding.of("ISO-8859-1"))) {
            assertEquals("Bélanger", lines.next().orElseThrow().text());
            assertTrue(lines.next().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"latin-1, ISO-8859-1", "Latin_2, ISO-8859-2", "latin1, ISO-8859-1"})
    void latinEncodingsAreKnownByTheNamesOfOtherLanguages(String name, String expected) {
        assertEquals(expected, Encoding.of(name).withoutMark().name());
    }

    @Test
    void anUnknownEncodingIsRefused() {
        assertEquals(
                "encoding must be \"auto\" or a name as UTF-8, UTF-16, windows-1252, ISO-8859-1 or Shift_JIS, but is"
                        + " \"utf-99\"",
                assertThrows(IllegalArgumentException.class, () -> Encoding.of("utf-99"))
                        .getMessage());
    }

    @Test
    void aLineOfAStreamIsGivenBeforeTheNextHasCome() throws IOException {
        try (var in = new PipedInputStream();
                var out = new PipedOutputStream(in)) {
            out.write("a\r".getBytes(UTF_8));
            out.flush();
            LineStream lines = LineStream.open(in, Encoding.FOUND);
            assertEquals("a", lines.next().orElseThrow().text());
            out.write("\nb\n".getBytes(UTF_8));
            out.flush();
            assertEquals("b", lines.next().orElseThrow().text());
        }
    }

    @Test
    void charactersAtTheEdgeOfABufferSurvive() throws IOException {
        String line = "x".repeat(8190) + "😀".repeat(3);
        assertEquals(List.of("1:" + line, "2:" + line), heard(line + "\n" + line));
    }
}
