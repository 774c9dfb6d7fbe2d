package dev.unroll.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.TextDataset;
import dev.unroll.data.text.TableForm.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

    @Test
    void aLineIsAnExampleAndABrokenOneIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("data.jsonl");
        Files.writeString(file, """
                {"review": "a \\"lovely\\" film", "stars": 5, "year": 1999}
                {"review": "dull", "stars": 1}

                {"review": "dull", "stars": 1}
                {"review": "no stars"}
                ["dull", 1]
                {"review": "cut off", "sta
                {'review': 'lenient', 'stars': 2}
                {"review": null, "stars": 2}
                """);
        var dataset = JsonLines.read(
                file, TextForm.of(Normalization.UNICODE).with(new TableForm(new Columns("review", "stars"))));
        assertEquals(
                List.of(new LabeledText("a \"lovely\" film", "5"), new LabeledText("dull", "1")), dataset.examples());
        assertEquals("""
                Read 9 lines of 1 file; dropped 1 duplicate, 1 blank line, 5 unreadable lines.
                  data.jsonl:5: has no text, number or Boolean under "stars"
                  data.jsonl:6: must be a JSON object
                  data.jsonl:7: no JSON: unterminated string near column 27
                  data.jsonl:8: no JSON: a mistake near column 3
                  data.jsonl:9: has no text, number or Boolean under "review\"""", dataset.report().toString());
    }

    private static TextDataset read(Path file) {
        return JsonLines.read(file, TextForm.of(Normalization.UNICODE));
    }

    @Test
    void halfACharacterIsNoTextAndNoLabel(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("data.jsonl");
        Files.writeString(file, """
                {"text": "a \\ud83d", "label": "x"}
                {"text": "b", "label": "x\\ud83d"}
                {"text": "c", "label": "x"}
                """);
        assertEquals("""
                Read 3 lines of 1 file; dropped 2 unreadable lines.
                  data.jsonl:1: holds half a character (a surrogate without its other half)
                  data.jsonl:2: the label holds half a character (a surrogate without its other half)""", read(file).report().toString());
    }

    @Test
    void aListIsToldWhatIsExpected(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "[\n{\"text\":\"good\",\"label\":\"pos\"}\n]\n");
        assertEquals(
                file + " is a JSON list; expected are JSON lines, an object a line as {\"text\": \"…\","
                        + " \"label\": \"…\"}, without brackets around them or commas between them",
                assertThrows(DataException.class, () -> read(file)).getMessage());
    }

    @Test
    void textsAloneNeedNoLabels(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"text\":\"low sun\"}\n{\"text\":\"river\"}\n");
        assertEquals(
                List.of("low sun", "river"),
                JsonLines.readTexts(file, TextForm.of(Normalization.UNICODE)).texts());
    }
}
