package dev.unroll.data.tagged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.TaggedSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class TaggedFilesTest {

    private final Path folder;

    TaggedFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String error() {
        var error = assertThrows(DataException.class, () -> TaggedFiles.read(folder));
        return String.valueOf(error.getMessage()).replace(folder.toString(), "F");
    }

    @Test
    void thePartsOfAFolderAreToldByTheirNames() throws IOException {
        Files.write(folder.resolve("en_x-ud-train.conllu.gz"), Corpus.gzip(Corpus.conllu("a/X/X/x")));
        Corpus.write(folder, "en_x-ud-dev.conllu", Corpus.conllu("b/Y/X/x"));
        Corpus.write(folder, "test.jsonl", "{\"tokens\": [\"c\"], \"tags\": [\"Z\"]}");
        Corpus.write(folder, "README.txt", "train test");
        Corpus.write(folder, "LICENSE.txt", "a O");
        Corpus.write(folder, "SHA256SUMS", "a O");
        Corpus.write(folder, ".train.conllu", "hidden");
        Corpus.write(folder, "stats.xml", "<train/>");
        Corpus.write(folder, "en_x-ud-train.txt", "The plain text.");
        TaggedSentences sentences = TaggedFiles.read(folder);
        assertEquals(List.of("a/X"), Corpus.shown(sentences.examples()));
        assertEquals(List.of("b/Y"), Corpus.shown(sentences.validation()));
        assertEquals(List.of("c/Z"), Corpus.shown(sentences.test()));
        assertEquals(List.of("X", "Y", "Z"), sentences.tags());
        assertEquals(
                "Read 3 sentences of 3 files; dropped none.", sentences.report().toString());
    }

    @Test
    void thePartMayStandInPlaceOfAnExtension() throws IOException {
        Corpus.write(folder, "eng.train", "a X\n");
        Corpus.write(folder, "eng.testa", "b X\n");
        Files.write(folder.resolve("eng.testb.gz"), Corpus.gzip("c X\n"));
        TaggedSentences sentences = TaggedFiles.read(folder);
        assertEquals(List.of("b/X"), Corpus.shown(sentences.validation()));
        assertEquals(List.of("c/X"), Corpus.shown(sentences.test()));
    }

    @Test
    void aFileAloneIsAllToTrainOn() throws IOException {
        Path file = Corpus.write(folder, "test.txt", "a X\n\nb X\n");
        assertEquals(List.of("a/X", "b/X"), Corpus.shown(TaggedFiles.read(file).examples()));
        assertEquals(List.of(), TaggedFiles.read(file).test());
    }

    @Test
    void aFileThatNamesNoPartIsToTrainOnIfItIsAlone() throws IOException {
        Corpus.write(folder, "corpus.bio", "a X\n");
        assertEquals(List.of("a/X"), Corpus.shown(TaggedFiles.read(folder).examples()));
        Corpus.write(folder, "more.bio", "b X\n");
        assertEquals(
                "F has no file to train on: one must have the word train in its name, as en-train.conllu, but there"
                        + " are only corpus.bio, more.bio",
                error());
    }

    @Test
    void whatNamesNoPartIsIgnoredBesideParts() throws IOException {
        Corpus.write(folder, "train.txt", "a X\n");
        Corpus.write(folder, "vocabulary.tsv", "a\t1\n");
        assertEquals(List.of("a/X"), Corpus.shown(TaggedFiles.read(folder).examples()));
    }

    @Test
    void twoFilesForAPartAreRefused() throws IOException {
        Corpus.write(folder, "a-train.conllu", "");
        Corpus.write(folder, "b-train.conllu", "");
        assertEquals("F has two files for the part train, a-train.conllu and b-train.conllu; leave one there", error());
    }

    @Test
    void twoPartsInANameAreRefused() throws IOException {
        Corpus.write(folder, "train-dev.conllu", "");
        assertEquals("F/train-dev.conllu has the words of two parts in its name, train and dev; rename it", error());
    }

    @Test
    void aFolderWithoutATrainingPartIsRefused() throws IOException {
        assertEquals(
                "F has no file to train on: one must have the word train in its name, as en-train.conllu, but there is"
                        + " none of data",
                error());
        Corpus.write(folder, "x.test.conllu", "");
        assertEquals(
                "F has no file to train on: one must have the word train in its name, as en-train.conllu, but there is"
                        + " only x.test.conllu",
                error());
    }

    @Test
    void aCompressedFileBesideItsContentsIsIgnored() throws IOException {
        Corpus.write(folder, "train.iob", "a X\n");
        Files.write(folder.resolve("train.iob.gz"), Corpus.gzip("b X\n"));
        assertEquals(List.of("a/X"), Corpus.shown(TaggedFiles.read(folder).examples()));
    }

    @Test
    void anEmptyPartIsRefused() throws IOException {
        Corpus.write(folder, "train.conll", "a X\n");
        Corpus.write(folder, "test.conll", "\n\n");
        assertEquals(
                "F/test.conll has no sentence that can be read; expected are lines of a word and its tag, in columns"
                        + " separated by tabs or spaces, with a blank line between sentences. Read 1 sentence of 2 files;"
                        + " dropped none.",
                error());
    }

    @Test
    void aNameThatTellsNoFormatNeedsOneToBeSaid() throws IOException {
        Path file = Corpus.write(folder, "corpus.dat", "a X\n");
        assertEquals(
                file + " must be named as a file of tagged sentences is, .conllu, .conll, .bio, .iob, .tsv, .txt or"
                        + " .jsonl, with .gz at the end or without; rename it, or say which format it has",
                assertThrows(DataException.class, () -> TaggedFiles.read(file)).getMessage());
        assertEquals(
                List.of("a/X"),
                Corpus.shown(TaggedFiles.read(file, TaggedFormat.Columns.FIRST_AND_LAST)
                        .examples()));
    }

    @Test
    void aCompressedFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Corpus.gzip("a X\n\n".repeat(1000));
        Path file = folder.resolve("train.conll.gz");
        for (int length : new int[] {2, 15, whole.length - 8, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(
                    file + " cannot be read: it ends too early, so it is cut off; fetch it again",
                    assertThrows(DataException.class, () -> TaggedFiles.read(file))
                            .getMessage());
        }
    }

    @Test
    void aCompressedFileWithAWrongChecksumIsRefused() throws IOException {
        byte[] bytes = Corpus.gzip("a X\n\n".repeat(1000));
        bytes[bytes.length - 8] ^= 1;
        Path file = Files.write(folder.resolve("train.conll.gz"), bytes);
        assertEquals(
                file + " is broken: Corrupt GZIP trailer; fetch it again",
                assertThrows(DataException.class, () -> TaggedFiles.read(file)).getMessage());
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path file = folder.resolve("none.conllu");
        assertEquals(
                "file " + file + " does not exist; check the path",
                assertThrows(DataException.class, () -> TaggedFiles.read(file)).getMessage());
    }

    @Test
    void someNamesAreCertain() throws IOException {
        assertTrue(TaggedFiles.isOne(Corpus.write(folder, "x.conllu", "")));
        assertFalse(TaggedFiles.isOne(folder));
        assertFalse(TaggedFiles.isOne(Corpus.write(folder, "train.tsv", "")));
        assertFalse(TaggedFiles.isOne(Corpus.write(folder, "train.txt", "")));
        assertFalse(TaggedFiles.isOne(folder));
        assertFalse(TaggedFiles.isOne(Corpus.write(folder, "train", "")));
        assertFalse(TaggedFiles.isOne(folder));
        Files.write(folder.resolve("AnEM.train.gz"), Corpus.gzip(""));
        assertTrue(TaggedFiles.isOne(folder));
    }

    @Test
    void aFingerprintIsOfWordsNotOfTheirLetters() {
        long one = fingerprint(List.of("ab", "c"));
        assertEquals(one, fingerprint(List.of("ab", "c")));
        assertEquals(
                4,
                List.of(List.of("ab", "c"), List.of("a", "bc"), List.of("abc"), List.of("c", "ab")).stream()
                        .map(TaggedFilesTest::fingerprint)
                        .distinct()
                        .count());
        assertEquals(0x854fc61ba9b05d56L, one);
    }

    private static long fingerprint(List<String> words) {
        return new TaggedSentence(words, words).fingerprint();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void theEnglishWebTreebankHasItsCounts() {
        TaggedSentences treebank = TaggedFiles.read(Path.of(System.getenv("UNROLL_DATA"), "ud-english-ewt"));
        assertEquals(
                "ud-english-ewt: 12,544 sentences of 204,577 words to train on, 2,001 to validate, 2,077 to test, 17 tags."
                        + " Read 16,622 sentences of 3 files; dropped none.",
                treebank.toString());
        assertEquals(25_147, TaggedSentences.words(treebank.validation()));
        assertEquals(25_094, TaggedSentences.words(treebank.test()));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
    void theAnatomicalEntitiesHaveTheirCounts() {
        TaggedSentences corpus = TaggedFiles.read(Path.of(System.getenv("UNROLL_DATA"), "anem"));
        assertEquals(
                "anem: 2,815 sentences of 71,697 words to train on, 0 to validate, 1,882 to test, 23 tags."
                        + " Read 4,697 sentences of 2 files; dropped none.",
                corpus.toString());
        assertEquals(45_939, TaggedSentences.words(corpus.test()));
    }
}
