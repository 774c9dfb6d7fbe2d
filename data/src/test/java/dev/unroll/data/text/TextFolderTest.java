package dev.unroll.data.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.TextDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFolderTest {

    private final Path folder;

    TextFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private TextDataset read(Normalization normalization) {
        return TextFolder.read(folder, TextForm.of(normalization));
    }

    private void assertError(String message, Path path) {
        var error = assertThrows(DataException.class, () -> TextFolder.read(path, TextForm.of(Normalization.UNICODE)));
        assertEquals(message, String.valueOf(error.getMessage()).replace(folder.toString(), "F"));
    }

    @Test
    void aFileIsAClassAndALineAnExample() throws IOException {
        write("Russian.txt", "Ivanov\nPetrov\n");
        write("Czech.txt", "Novák");
        write("README.md", "not a class");
        write("names.zip", "neither");
        write(".hidden.txt", "nor this");
        Files.createDirectory(folder.resolve("Old.txt"));
        var dataset = read(Normalization.UNICODE);
        assertEquals(
                List.of(
                        new LabeledText("Novák", "Czech"),
                        new LabeledText("Ivanov", "Russian"),
                        new LabeledText("Petrov", "Russian")),
                dataset.examples());
        assertEquals(List.of("Czech", "Russian"), dataset.labels());
        assertEquals(
                "Read 3 lines of 2 files; passed over 4 entries that are no data; dropped none.",
                dataset.report().toString());
    }

    @Test
    void examplesAreDistinctAfterNormalization() throws IOException {
        write("A.txt", "Béla\nBe\u0301la\n Bela \nBela\n");
        write("B.txt", "Bela\r\n");
        assertEquals(
                List.of(new LabeledText("Béla", "A"), new LabeledText("Bela", "A"), new LabeledText("Bela", "B")),
                read(Normalization.UNICODE).examples());
        var ascii = read(Normalization.ASCII);
        assertEquals(List.of(new LabeledText("Bela", "A"), new LabeledText("Bela", "B")), ascii.examples());
        assertEquals(3, ascii.report().duplicates());
        assertEquals(1, ascii.distinctTexts());
    }

    @Test
    void whatIsDroppedIsCountedAndShown() throws IOException {
        Files.write(
                folder.resolve("A.txt"),
                "a\n\n\t \n東京\nB\u00E9la\na\n".replace("東京", "!?").getBytes(ISO_8859_1));
        write("B.txt", "\uFEFFb\r\n\uD83D\uDE00\r\n");
        assertEquals("""
                Read 8 lines of 2 files; dropped 1 duplicate, 2 blank lines, 2 texts without a token, \
                1 unreadable line.
                  A.txt:5: not UTF-8
                  if it is in another encoding, name it: --set encoding=windows-1252, for instance
                  A.txt:4: has no token, so it is left out
                  B.txt:2: has no token, so it is left out""", read(Normalization.ASCII).report().toString());
    }

    @Test
    void nameIsTheFoldersEvenWithADotAtTheEnd() throws IOException {
        write("A.txt", "a");
        write("B.txt", "b");
        assertEquals(
                folder.getFileName().toString(),
                TextFolder.read(folder.resolve("."), TextForm.of(Normalization.UNICODE))
                        .name());
    }

    @Test
    void missingFolder() {
        assertError("folder F/none does not exist; check the path", folder.resolve("none"));
    }

    @Test
    void fileForAFolder() throws IOException {
        write("A.txt", "a");
        assertError(
                "F/A.txt is a file, where a folder with one .txt file a class is expected; name the folder",
                folder.resolve("A.txt"));
    }

    @Test
    void noTextFile() throws IOException {
        write("README.md", "a");
        assertError("F has no .txt file; put one in it for each class, with one example a line", folder);
        Files.writeString(folder.resolve("Recordings.ZIP"), "");
        assertError("F has no .txt file; if Recordings.ZIP in it is meant, name that", folder);
    }

    @Test
    void emptyFile() throws IOException {
        write("A.txt", "a");
        write("B.txt", "");
        assertError("F/B.txt is empty; fill it or leave it out", folder);
    }

    @Test
    void fileWithoutAnExample() throws IOException {
        write("A.txt", "\n \n");
        write("B.txt", "b");
        assertError(
                "F/A.txt has no example; put one on each line, in UTF-8, or remove the file."
                        + " Read 2 lines of 1 file; dropped 2 blank lines.",
                folder);
    }

    @Test
    void aSingleClassIsReadForItCanBeScored() throws IOException {
        write("A.txt", "a\nb\n");
        assertEquals(List.of("A"), read(Normalization.UNICODE).labels());
    }

    @Test
    void endingsMayBeInCapitalsAndCompressed() throws IOException {
        write("A.TXT", "a\n");
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("B.txt.gz")))) {
            out.write("b\n".getBytes(UTF_8));
        }
        assertEquals(
                List.of(new LabeledText("a", "A"), new LabeledText("b", "B")),
                read(Normalization.UNICODE).examples());
    }

    @Test
    void whatEditorsAndSystemsLeaveIsPassedOver() throws IOException {
        write("A.txt", "a\n");
        for (String name : List.of("._A.txt", ".B.txt", "C.txt~", "#D.txt#", "~E.txt", "Thumbs.db")) {
            write(name, "x\n");
        }
        assertEquals(
                "Read 1 line of 1 file; passed over 6 entries that are no data; dropped none.",
                read(Normalization.UNICODE).report().toString());
    }
}
