package dev.unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.text.PlainText;
import dev.unroll.data.text.TextForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadReportTest {

    @Test
    void remembersTwentyPlacesAndCountsTheRest(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t"), "a\n" + "\0\n".repeat(23));
        var report = PlainText.read(file, TextForm.of(Normalization.UNICODE)).report();
        assertEquals(23, report.unreadable());
        assertEquals(ReadReport.MOST_PLACES, report.firstUnreadable().size());
        List<String> lines = report.toString().lines().toList();
        assertEquals("Read 24 lines of 1 file; dropped 23 unreadable lines.", lines.get(0));
        assertEquals("  t:2: holds the character U+0000, which no text has", lines.get(1));
        assertEquals("  t:21: holds the character U+0000, which no text has", lines.get(20));
        assertEquals("  … and 3 more", lines.get(21));
    }

    @Test
    void onlyALineInAnotherEncodingBringsAdviceOnEncodings() {
        assertEquals(
                "Read 1 line of 1 file; dropped 1 unreadable line.\n  t:1: not a line",
                report(Unreadable.of("not a line")));
        assertEquals(
                "Read 1 line of 1 file; dropped 1 unreadable line.\n  t:1: not UTF-8\n  " + ReadReport.OTHER_ENCODING,
                report(Unreadable.in(StandardCharsets.UTF_8)));
    }

    @Test
    void whatStandsInNoFileIsMade() {
        assertEquals(
                "Made 30,000 texts; dropped none.",
                ReadReport.clean(0, ReadReport.Unit.TEXT, 30_000).toString());
    }

    private static String report(Unreadable problem) {
        return new ReadReport(1, 1, 0, 0, 0, 1, List.of(new ReadReport.Place("t", 1, problem))).toString();
    }
}
