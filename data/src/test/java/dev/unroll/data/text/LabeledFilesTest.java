package dev.unroll.data.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.Split;
import dev.unroll.data.TextDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class LabeledFilesTest {

    private final Path temporary;

    LabeledFilesTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private Path folder() throws IOException {
        Path root = temporary.resolve("reviews");
        write(root, "README", "no example");
        write(root, "train/pos/1_9.txt", "Lovely. <br /><br />Go!");
        write(root, "train/pos/0_7.txt", "fine");
        write(root, "train/neg/0_1.txt", "dull");
        write(root, "train/neg/1_1.txt", "dull");
        write(root, "train/unsup/0_0.txt", "who knows");
        write(root, "train/urls_pos.txt", "http://example.org");
        write(root, "test/neg/0_2.txt", "dull");
        write(root, "test/neg/0_2.html", "dull");
        write(root, "test/pos/0_10.txt", "Étonnant");
        return root;
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Packs a folder with its files in reversed order, under another folder. */
    private Path archive(Path root) throws IOException {
        Path archive = temporary.resolve("reviews.tar.gz");
        try (Stream<Path> files = Files.walk(root);
                var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            for (Path file : files.filter(Files::isRegularFile).toList().reversed()) {
                byte[] bytes = Files.readAllBytes(file);
                var entry = new TarArchiveEntry("acl/" + root.relativize(file));
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private static TextDataset read(Path source) {
        return LabeledFiles.read(source, TextForm.of(Normalization.UNICODE_LOWER_CASE));
    }

    @Test
    void aFileIsAnExampleAndTheTestPartStaysApart() throws IOException {
        Path root = folder();
        assertTrue(LabeledFiles.isFolder(root));
        TextDataset dataset = read(root);
        assertEquals(
                List.of(
                        new LabeledText("dull", "neg"),
                        new LabeledText("dull", "neg"),
                        new LabeledText("fine", "pos"),
                        new LabeledText("lovely. <br /><br />go!", "pos")),
                dataset.examples());
        assertEquals(List.of(new LabeledText("dull", "neg"), new LabeledText("étonnant", "pos")), dataset.test());
        assertEquals(List.of("neg", "pos"), dataset.labels());
        assertEquals(
                "Read 6 texts of 6 files; passed over 2 entries that are no data; dropped none.",
                dataset.report().toString());
        assertEquals(1, Split.published(dataset, 0, 1).testInputsTrainedOn());
    }

    @Test
    void anArchiveIsReadAsTheFolderThatItHolds() throws IOException {
        Path root = folder();
        Path archive = archive(root);
        assertTrue(LabeledFiles.isArchive(archive));
        TextDataset expected = read(root);
        TextDataset actual = read(archive);
        assertEquals(expected.examples(), actual.examples());
        assertEquals(expected.test(), actual.test());
        assertEquals(expected.report().lines(), actual.report().lines());
    }

    @Test
    void aFolderAboveIsFoundToo() throws IOException {
        folder();
        assertEquals(6, read(temporary).all().size());
        assertFalse(LabeledFiles.isFolder(temporary.resolve("reviews/train")));
    }

    @Test
    void aTextThatIsNotUtf8IsReported() throws IOException {
        Path root = folder();
        Files.write(root.resolve("train/pos/2_8.txt"), "é".getBytes(ISO_8859_1));
        assertEquals(
                "Read 7 texts of 7 files; passed over 2 entries that are no data; dropped 1 unreadable text.\n"
                        + "  train/pos/2_8.txt:1: not UTF-8\n  " + ReadReport.OTHER_ENCODING,
                read(root).report().toString());
    }

    @Test
    void aTextWithANulIsReportedAsSuch() throws IOException {
        Path root = folder();
        write(root, "train/pos/2_8.txt", "a\0b");
        assertEquals(
                "Read 7 texts of 7 files; passed over 2 entries that are no data; dropped 1 unreadable text.\n"
                        + "  train/pos/2_8.txt:1: holds the character U+0000, which no text has",
                read(root).report().toString());
    }

    @Test
    void aSinglePartHasItsRepeatedTextsDropped() throws IOException {
        Path root = temporary.resolve("single");
        write(root, "train/a/1.txt", "x");
        write(root, "train/a/2.txt", "x");
        write(root, "train/b/1.txt", "y");
        TextDataset dataset = read(root);
        assertEquals(List.of(new LabeledText("x", "a"), new LabeledText("y", "b")), dataset.examples());
        assertEquals(
                "Read 3 texts of 3 files; dropped 1 duplicate.",
                dataset.report().toString());
        var error = assertThrows(DataException.class, () -> Split.published(dataset, 0, 1));
        assertEquals("single has no test part of its own; part it at random (--set split=random)", error.getMessage());
    }

    @Test
    void whatIsNoExampleIsRefused() throws IOException {
        Path root = folder();
        Files.write(root.resolve("train/pos/9_9.txt"), new byte[(1 << 20) + 1]);
        var error = assertThrows(DataException.class, () -> read(root));
        assertEquals(
                root.resolve("train/pos/9_9.txt") + " is longer than 1048576 bytes; a text of one example is expected",
                error.getMessage());
        Path broken = Files.write(temporary.resolve("broken.tar.gz"), "no archive".getBytes(UTF_8));
        error = assertThrows(DataException.class, () -> read(broken));
        assertEquals(broken + " is broken: Not in GZIP format; fetch it again", error.getMessage());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void theMovieReviewsHaveTheirCounts() {
        TextDataset imdb = read(Path.of(System.getenv("UNROLL_DATA"), "imdb", "aclImdb_labelled.tar.gz"));
        assertEquals(25_000, imdb.examples().size());
        assertEquals(25_000, imdb.test().size());
        assertEquals(
                12_500,
                imdb.test().stream()
                        .filter(example -> example.label().equals("pos"))
                        .count());
    }

    @Test
    void linksAreFollowedAndCirclesAreNot() throws IOException {
        Path root = folder();
        Files.createSymbolicLink(temporary.resolve("link"), root);
        Files.move(root.resolve("train/pos"), temporary.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("train/pos"), temporary.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("train/neg/loop"), root.resolve("train"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        TextDataset dataset = read(temporary.resolve("link"));
        assertEquals(List.of("neg", "pos"), dataset.labels());
        assertEquals(4, dataset.examples().size());
    }

    @Test
    void hiddenAndForeignPlacesAreNoData() throws IOException {
        Path root = folder();
        int before = read(root).all().size();
        write(root, "train/.ipynb_checkpoints/0.txt", "x");
        write(root, "train/pos/._0.txt", "x");
        write(root, "train/__MACOSX/0.txt", "x");
        write(temporary, "outer/.cache/train/pos/0.txt", "x");
        write(temporary, "outer/real/train/pos/0.txt", "y");
        assertEquals(before, read(root).all().size());
        assertEquals(
                List.of(new LabeledText("y", "pos")),
                read(temporary.resolve("outer")).examples());
        assertEquals(before, read(archive(root)).all().size());
    }

    @Test
    void ofSeveralPlacesNoneIsChosenInSilence() throws IOException {
        write(temporary, "outer/a/train/pos/0.txt", "x");
        write(temporary, "outer/b/train/pos/0.txt", "y");
        Path outer = temporary.resolve("outer");
        String expected = " has 2 folders with train inside, ";
        assertEquals(
                outer + expected + "a, b; leave one there, or name it",
                assertThrows(DataException.class, () -> read(outer)).getMessage());
        Path archive = archive(outer);
        assertEquals(
                archive + expected + "acl/a, acl/b; leave one there, or name it",
                assertThrows(DataException.class, () -> read(archive)).getMessage());
    }

    @Test
    void theFoldersOfPartsMayHaveCapitals() throws IOException {
        write(temporary, "r/TRAIN/pos/0.txt", "x");
        write(temporary, "r/Test/neg/1.txt", "y");
        for (Path source : List.of(temporary.resolve("r"), archive(temporary.resolve("r")))) {
            assertEquals(List.of(new LabeledText("x", "pos")), read(source).examples());
            assertEquals(List.of(new LabeledText("y", "neg")), read(source).test());
        }
    }

    @Test
    void ofTwoFoldersForAPartNoneIsChosenInSilence() throws IOException {
        write(temporary, "r/train/pos/0.txt", "x");
        write(temporary, "r/TRAIN/neg/0.txt", "y");
        Path folder = temporary.resolve("r");
        String expected =
                " has 2 folders for the part train, TRAIN and train; leave one there, or put their files together";
        for (Path source : List.of(folder, archive(folder))) {
            assertEquals(
                    source + expected,
                    assertThrows(DataException.class, () -> read(source)).getMessage());
        }
    }

    @Test
    void aDamagedArchiveIsRefused() throws IOException {
        Path archive = archive(folder());
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length - 6] ^= 1; // of the checksum
        Files.write(archive, bytes);
        assertEquals(
                archive + " is broken: Corrupt GZIP trailer; fetch it again",
                assertThrows(DataException.class, () -> read(archive)).getMessage());
    }

    @Test
    void theLineEndsAndMarksOfAWholeFileAreNoText() throws IOException {
        write(temporary, "r/train/pos/0.TXT", "\uFEFFone\r\ntwo\r");
        assertEquals(
                List.of(new LabeledText("one\ntwo", "pos")),
                read(temporary.resolve("r")).examples());
    }
}
