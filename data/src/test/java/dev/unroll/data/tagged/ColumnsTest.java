package dev.unroll.data.tagged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.tagged.TaggedFormat.Columns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnsTest {

    private final Path folder;

    ColumnsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private TaggedSentences read(String text) throws IOException {
        return TaggedFiles.read(Corpus.write(folder, "c.conll", text));
    }

    @Test
    void theWordIsFirstAndItsTagLast() throws IOException {
        assertEquals(
                List.of("Ada/B-PER wrote/O", "London/B-LOC"),
                Corpus.shown(read("Ada\tB-PER\nwrote\tO\n\n\nLondon\tB-LOC").examples()));
        assertEquals(
                List.of("Ada/B-PER wrote/O"),
                Corpus.shown(read("Ada NNP I-NP B-PER\nwrote  VBD I-VP O \n").examples()));
    }

    @Test
    void whereTabsSeparateSpacesBelongToTheWord() throws IOException {
        assertEquals(
                List.of("New York/B-LOC", " /O"),
                Corpus.shown(read("New York\tB-LOC\n\n \tO\n").examples()));
        assertEquals("""
                Read 2 sentences of 1 file; dropped 1 unreadable sentence.
                  c.conll:3: must have 2 columns, as line 1 has, but has 1""", read("a\tO\n\nNew York\n").report().toString());
    }

    @Test
    void columnsAreChosenFromEitherEnd() throws IOException {
        Path file = Corpus.write(folder, "c.tsv", "1\tAda\tB-PER\tO\n2\twrote\tO\tO\n");
        assertEquals(
                List.of("Ada/B-PER wrote/O"),
                Corpus.shown(TaggedFiles.read(file, new Columns(2, 3)).examples()));
        assertEquals(
                List.of("Ada/B-PER wrote/O"),
                Corpus.shown(TaggedFiles.read(file, new Columns(-3, -2)).examples()));
        var error = assertThrows(DataException.class, () -> TaggedFiles.read(file, new Columns(1, 5)));
        assertEquals(
                file + " has no sentence that can be read; expected are lines of a word and its tag, in columns"
                        + " separated by tabs or spaces, with a blank line between sentences. Read 1 sentence of 1 file;"
                        + " dropped 1 unreadable sentence.\n  c.tsv:1: must have a column 5 but has 4",
                error.getMessage());
    }

    @Test
    void columnsThatCannotBeAreRefused() {
        assertEquals(
                "columns of words and tags must differ but are both 2; name another",
                assertThrows(IllegalArgumentException.class, () -> new Columns(2, 2))
                        .getMessage());
        assertEquals(
                "columns must be counted from 1, or from -1 backwards, but word and tag are in columns 0 and -1",
                assertThrows(IllegalArgumentException.class, () -> new Columns(0, -1))
                        .getMessage());
    }

    @Test
    void marksBetweenDocumentsAreDroppedAndCounted() throws IOException {
        TaggedSentences sentences = read("-DOCSTART- -X- O\n\na X O\n-DOCSTART- -X- O\nb X O\n");
        assertEquals(List.of("a/O", "b/O"), Corpus.shown(sentences.examples()));
        assertEquals(
                "Read 2 sentences of 1 file; dropped 2 document marks.",
                sentences.report().toString());
    }

    @Test
    void aBrokenLineCostsItsSentence() throws IOException {
        TaggedSentences sentences = read("a\tO\nb\tO\n\na\tO\nb\nc\n\n\tO\n\na\t \n\na\tO\n");
        assertEquals(List.of("a/O b/O", "a/O"), Corpus.shown(sentences.examples()));
        assertEquals("""
                Read 5 sentences of 1 file; dropped 3 unreadable sentences.
                  c.conll:5: must have 2 columns, as line 1 has, but has 1
                  c.conll:8: column 1, the word, is empty
                  c.conll:10: column 2, the tag, is empty""", sentences.report().toString());
    }

    @Test
    void aFileOfOneColumnIsRefused() {
        var error = assertThrows(DataException.class, () -> read("Ada\nwrote\n"));
        assertEquals(
                "  c.conll:1: must have a word and its tag, separated by a tab or spaces, but has one column",
                String.valueOf(error.getMessage()).lines().toList().getLast());
    }

    @Test
    void sentencesThatOccurTwiceAreKept() throws IOException {
        assertEquals(2, read("a O\n\na O\n").examples().size());
    }
}
