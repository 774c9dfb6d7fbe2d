package dev.unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.tagged.TaggedFiles;
import dev.unroll.data.text.JsonLines;
import dev.unroll.data.text.LabeledFiles;
import dev.unroll.data.text.PlainText;
import dev.unroll.data.text.TextFolder;
import dev.unroll.data.text.TextForm;
import dev.unroll.data.text.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePlaceTest {

    private static final TextForm FORM = TextForm.of(Normalization.UNICODE);

    private final Path folder;

    FilePlaceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static List<String> places(Dataset<?> dataset) {
        return dataset.all().stream()
                .map(example -> example.place().map(FilePlace::toString).orElse("nowhere"))
                .toList();
    }

    @Test
    void aRowOfATableIsWhereItBegins() throws IOException {
        Path file = write("t.csv", "text,label\n\"a\nb\",x\n\nc,y\nc,y\nd,y\n");
        assertEquals(List.of("t.csv:2", "t.csv:5", "t.csv:7"), places(TextTable.read(file, FORM)));
    }

    @Test
    void aTextOfJsonLinesIsAtItsLine() throws IOException {
        Path file = write("t.jsonl", "{\"text\": \"a\", \"label\": \"x\"}\n\n{\"text\": \"b\", \"label\": \"y\"}\n");
        assertEquals(List.of("t.jsonl:1", "t.jsonl:3"), places(JsonLines.read(file, FORM)));
    }

    @Test
    void aLineOfAFolderIsInTheFileOfItsClass() throws IOException {
        write("x.txt", "a\n\nb\n");
        write("y.txt", "c\n");
        assertEquals(List.of("x.txt:1", "x.txt:3", "y.txt:1"), places(TextFolder.read(folder, FORM)));
    }

    @Test
    void aTextOfOneFileIsAtItsBeginning() throws IOException {
        write("train/x/0.txt", "a\nb");
        write("train/y/0.txt", "c");
        write("test/y/1.txt", "d");
        assertEquals(
                List.of("train/x/0.txt:1", "train/y/0.txt:1", "test/y/1.txt:1"),
                places(LabeledFiles.read(folder, FORM)));
    }

    @Test
    void aTextWithoutItsClassStaysWhereItIs() throws IOException {
        Path file = write("t.csv", "text,label\na,x\nb,y\n");
        assertEquals(List.of("t.csv:2", "t.csv:3"), places(TextTable.readTexts(file, FORM)));
    }

    @Test
    void aPartOfOneLongTextIsWhereItBegins() throws IOException {
        PlainText text = PlainText.readWhole(write("t.txt", "ab\ncd\nef\n"), FORM);
        UnlabeledText end = text.examples().getFirst().part(4, 9);
        assertEquals("t.txt:2", end.place().orElseThrow().toString());
    }

    @Test
    void aSentenceIsAtItsFirstWord() throws IOException {
        Path file = write("t.bio", "a X\nb X\n\nc X\n");
        assertEquals(List.of("t.bio:1", "t.bio:4"), places(TaggedFiles.read(file)));
    }

    @Test
    void aTextFromNoFileIsNowhere() {
        assertEquals("example 3", new LabeledText("a", "x").called(3));
    }

    @Test
    void textsAreEqualWhereverTheyStand() {
        assertEquals(new LabeledText("a", "x", "t.csv", 2), new LabeledText("a", "x", "t.csv", 9));
    }
}
