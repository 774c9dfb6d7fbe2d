package dev.unroll.data.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.ValueDataset;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLinesTest {

    private final Path file;

    StepLinesTest(@TempDir Path folder) {
        this.file = folder.resolve("a.jsonl");
    }

    private SequenceCollector read(Wanted wanted, String content) throws IOException {
        Files.writeString(file, content);
        SequenceForm form = Sequences.form(wanted);
        var into = new SequenceCollector(form);
        StepLines.read(file, form, into);
        return into;
    }

    @Test
    void aStepIsAListOrOneNumber() throws IOException {
        VectorDataset read = read(Wanted.LABEL, "{\"steps\": [[1, 2], [3, null]], \"label\": \"walk\"}\n")
                .labeled("a", "a");
        assertEquals(
                List.of(List.of(1f, 2f), List.of(3f, Float.NaN)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertTrue(StepLines.isOne(file, Sequences.form(Wanted.LABEL)));
        read = read(Wanted.LABEL, "{\"steps\": [1, 2.5], \"label\": 3}\n").labeled("a", "a");
        assertEquals(
                List.of(List.of(1f), List.of(2.5f)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertEquals(List.of("3"), read.labels());
    }

    @Test
    void aSequenceIsAtItsLine() throws IOException {
        String line = "{\"steps\": [1], \"label\": \"walk\"}\n";
        VectorDataset read = read(Wanted.LABEL, line + "\n" + line).labeled("a", "a");
        assertEquals("a.jsonl:3", read.examples().getLast().called(1));
    }

    @Test
    void linesOfTextsAreNone() throws IOException {
        Files.writeString(file, "{\"text\": \"a\", \"label\": \"b\"}\n");
        assertFalse(StepLines.isOne(file, Sequences.form(Wanted.LABEL)));
    }

    @Test
    void severalValuesAreAList() throws IOException {
        ValueDataset read =
                read(Wanted.VALUES, "{\"steps\": [1], \"value\": [2, 3]}\n").valued("a", "a");
        assertEquals(List.of("value 1", "value 2"), read.values());
        assertEquals(List.of(2f, 3f), read.examples().getFirst().values());
    }

    @Test
    void aBadLineCostsItself() throws IOException {
        SequenceCollector read = read(
                Wanted.LABEL,
                "{\"steps\": [1], \"label\": \"a\"}\n{\"steps\": [[1], [2, 3]], \"label\": \"a\"}\n{\"steps\": [\"x\"],"
                        + " \"label\": \"a\"}\n{\"steps\": [1]}\n[1]\n{\"steps\": [1e99], \"label\": \"a\"}\n{\n"
                        + "{\"steps\": [], \"label\": \"a\"}\n{\"label\": \"a\"}\n");
        assertEquals(
                "Read 9 sequences of 1 file; dropped 8 unreadable sequences."
                        + "\n  a.jsonl:2: step 2 must have 1 number as the first one but has 2"
                        + "\n  a.jsonl:3: step 1 must be numbers but has \"x\""
                        + "\n  a.jsonl:4: has nothing under \"label\""
                        + "\n  a.jsonl:5: must be a JSON object"
                        + "\n  a.jsonl:6: step 1: must be a number of at most 3.4e38 but is \"1e99\""
                        + "\n  a.jsonl:7: no JSON: it ends too early"
                        + "\n  a.jsonl:8: has no step"
                        + "\n  a.jsonl:9: has no list under \"steps\"",
                read.labeled("a", "a").report().toString());
    }
}
