package dev.unroll.data.pair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.DataException;
import dev.unroll.data.FilePlace;
import dev.unroll.data.Split;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.pair.PairFormat.Objects;
import dev.unroll.data.pair.PairFormat.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFilesTest {

    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static PairExample pair(String source, String... targets) {
        return new PairExample(source, List.of(targets));
    }

    private static String problem(Path source) {
        return String.valueOf(assertThrows(DataException.class, () -> PairFiles.read(source, PairForm.CHARACTERS))
                .getMessage());
    }

    @Test
    void aSourceThatComesAgainIsOneExampleWithSeveralTargets() throws IOException {
        PairDataset data = PairFiles.read(
                write("fra.txt", "Run!\tCours !\nGo.\tVa !\nRun!\tCourez !\nRun!\tCours !\n"), PairForm.CHARACTERS);
        assertEquals(List.of(pair("Run!", "Cours !", "Courez !"), pair("Go.", "Va !")), data.examples());
        assertEquals(1, data.report().duplicates());
        assertEquals(
                Optional.of(new FilePlace("fra.txt", 2)), data.examples().get(1).place());
    }

    @Test
    void sourcesAreComparedAfterNormalization() throws IOException {
        var lower = new PairForm(new Side(Normalization.UNICODE_LOWER_CASE, Tokenizer.WORDS), Side.CHARACTERS);
        PairDataset data = PairFiles.read(write("a.tsv", "Où?\tb\n où? \tc\nOu\u0300?\td\n"), lower);
        assertEquals(List.of(pair("où?", "b", "c", "d")), data.examples());
    }

    @Test
    void anEmptySideIsCountedAndItsLineIsTold() throws IOException {
        PairDataset data = PairFiles.read(write("a.tsv", "a\tb\nc\t \n\td\n\n \t\n"), PairForm.CHARACTERS);
        assertEquals(List.of(pair("a", "b")), data.examples());
        assertEquals("""
                Read 5 lines of 1 file; dropped 2 blank lines, 2 texts without a token.
                  a.tsv:2: the target has no token, so the pair is left out
                  a.tsv:3: the source has no token, so the pair is left out""", data.report().toString());
    }

    @Test
    void aSourceOfMoreThanAHundredThousandTokensIsLeftOut() throws IOException {
        String most = "x".repeat(100_000);
        PairDataset data = PairFiles.read(write("a.tsv", most + "\tb\n" + most + "y\tb\na\tb\n"), PairForm.CHARACTERS);
        assertEquals(
                List.of(most, "a"),
                data.examples().stream().map(PairExample::text).toList());
        assertEquals(
                "a.tsv:2: the source has 100,001 tokens, of at most 100,000",
                data.report().firstUnreadable().getFirst().toString());
    }

    @Test
    void jsonLinesHaveATargetOrSeveral() throws IOException {
        String lines = """
                {"source": "a", "target": "b"}
                {"target": ["c", "d"], "source": "e", "id": 7}
                {"source": "f"}
                {"source": "g", "target": []}
                {"source": 1, "target": "h"}
                [1]
                nonsense
                """;
        PairDataset data = PairFiles.read(write("a.jsonl", lines), PairForm.CHARACTERS);
        assertEquals(List.of(pair("a", "b"), pair("e", "c", "d")), data.examples());
        assertEquals("""
                Read 7 lines of 1 file; dropped 5 unreadable lines.
                  a.jsonl:3: has no text under "target", and no list of texts
                  a.jsonl:4: has no text under "target", and no list of texts
                  a.jsonl:5: has no text under "source"
                  a.jsonl:6: must be a JSON object
                  a.jsonl:7: no JSON: a mistake near column 1""", data.report().toString());
    }

    @Test
    void keysOfJsonLinesMayBeNamed() throws IOException {
        Path file = write("a.json", "{\"en\": \"a\", \"fr\": \"b\"}");
        assertEquals(
                List.of(pair("a", "b")),
                PairFiles.read(file, PairForm.CHARACTERS, new Objects("en", "fr"))
                        .examples());
    }

    @Test
    void parallelFilesAreReadLineByLine() throws IOException {
        Path source = write("corpus.fr", "Va !\nCours !\n");
        Path target = write("corpus.en", "Go.\nRun!\n");
        assertEquals(
                List.of(pair("Va !", "Go."), pair("Cours !", "Run!")),
                PairFiles.read(source, PairForm.CHARACTERS).examples());
        assertEquals(
                List.of(pair("Go.", "Va !"), pair("Run!", "Cours !")),
                PairFiles.read(target, PairForm.CHARACTERS).examples());
        assertEquals(
                PairFiles.read(source, PairForm.CHARACTERS).examples(),
                PairFiles.read(folder.resolve("corpus"), PairForm.CHARACTERS, new Parallel("fr", "en"))
                        .examples());
    }

    @Test
    void parallelFilesOfOtherLengthsAreRefused() throws IOException {
        Path source = write("corpus.en", "a\nb\nc\n");
        write("corpus.fr", "a\nb\n");
        assertEquals(
                source
                        + " has 3 lines but corpus.fr has 2; each line must be the pair of the other's line of the same number,"
                        + " so there must be as many",
                problem(source));
    }

    @Test
    void aFolderOfParallelFilesHasTheirParts() throws IOException {
        write("train.en", "a\n");
        write("train.fr", "b\n");
        write("valid.en", "c\n");
        write("valid.fr", "d\n");
        write("test.en", "e\n");
        write("test.fr", "f\n");
        write("README.md", "what it is");
        PairDataset data = PairFiles.read(folder, PairForm.CHARACTERS);
        assertEquals(List.of(pair("a", "b")), data.examples());
        assertEquals(List.of(pair("c", "d")), data.validation());
        assertEquals(List.of(pair("e", "f")), data.test());
        assertEquals(6, data.report().files());
    }

    @Test
    void ofThreeLanguagesTwoMustBeNamed() throws IOException {
        write("train.en", "a\n");
        write("train.fr", "b\n");
        write("train.de", "c\n");
        assertEquals(
                folder
                        + " must have two files train with different endings, but there are train.de, train.en, train.fr; name"
                        + " the endings of source and target",
                problem(folder));
        assertEquals(
                List.of(pair("c", "a")),
                PairFiles.read(folder, PairForm.CHARACTERS, new Parallel("DE", "en"))
                        .examples());
    }

    @Test
    void aFileWithoutAPartnerIsRefused() throws IOException {
        Path alone = write("corpus.en", "a\n");
        assertEquals(
                alone
                        + " must have one other file beside it, of the same name with another ending, but there is none; put it"
                        + " there, or name a table, JSON lines or a dictionary",
                problem(alone));
    }

    @Test
    void aFolderOfTablesHasTheirParts() throws IOException {
        write("train.tsv", "a\tb\n");
        write("test.tsv", "c\td\n");
        write("more.tsv", "e\tf\n");
        PairDataset data = PairFiles.read(folder, PairForm.CHARACTERS);
        assertEquals(List.of(pair("a", "b")), data.examples());
        assertEquals(List.of(pair("c", "d")), data.test());
    }

    @Test
    void aFolderWithoutATrainingPartIsRefused() throws IOException {
        write("test.tsv", "c\td\n");
        assertEquals(
                folder.getFileName()
                        + " has no file to learn from: one must have the word train in its name, as train.tsv,"
                        + " but there are only those for test",
                problem(folder));
    }

    @Test
    void ofSeveralTablesOneMustBeNamed() throws IOException {
        write("a.tsv", "a\tb\n");
        write("b.tsv", "a\tb\n");
        assertEquals(
                folder
                        + " must have one file of pairs, or one for each part with the word train or test in its name, but has"
                        + " a.tsv, b.tsv; name the file",
                problem(folder));
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertEquals(
                folder
                        + " has no two files of the same name with different endings, as train.en and train.fr, and no table,"
                        + " JSON lines or dictionary of pairs; there is no file of data",
                problem(folder));
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path missing = folder.resolve("fra.txt");
        assertEquals("file " + missing + " does not exist; check the path", problem(missing));
        Path stem = folder.resolve("corpus");
        assertEquals("file " + stem + " does not exist; check the path", problem(stem));
    }

    @Test
    void aFileWithoutAPairIsRefused() throws IOException {
        Path file = write("a.tsv", "a\t\n");
        assertEquals(
                file
                        + " has no pair that can be read; expected are rows of two columns or more, the source in one and its"
                        + " target in another. Read 1 line of 1 file; dropped 1 text without a token.\n"
                        + "  a.tsv:1: the target has no token, so the pair is left out",
                problem(file));
    }

    @Test
    void gzipIsUnpacked() throws IOException {
        Path file = folder.resolve("fra.tsv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("Go.\tVa !\n".getBytes(UTF_8));
        }
        assertEquals(
                List.of(pair("Go.", "Va !")),
                PairFiles.read(file, PairForm.CHARACTERS).examples());
    }

    private Path zip(String... namesAndTexts) throws IOException {
        Path file = folder.resolve("pairs.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(UTF_8));
            }
        }
        return file;
    }

    @Test
    void aZipIsReadAsAFolder() throws IOException {
        PairDataset data = PairFiles.read(zip("_about.txt", "a\tb", "fra.txt", "Go.\tVa !\n"), PairForm.CHARACTERS);
        assertEquals(List.of(pair("Go.", "Va !")), data.examples());
        assertEquals("pairs.zip", data.name());
    }

    @Test
    void aFolderInAZipIsReadAsTheZip() throws IOException {
        Path zip = zip("data/train.en", "a\n", "data/train.fr", "b\n", "__MACOSX/data/._train.en", "");
        assertEquals(
                List.of(pair("a", "b")),
                PairFiles.read(zip, PairForm.CHARACTERS).examples());
    }

    @Test
    void whatIsWrongInAZipIsToldWithTheZip() throws IOException {
        Path zip = zip("a.tsv", "a\tb\n", "b.tsv", "a\tb\n");
        assertEquals(
                zip
                        + ": / must have one file of pairs, or one for each part with the word train or test in its name, but has"
                        + " a.tsv, b.tsv; name the file",
                problem(zip));
    }

    @Test
    void aBrokenZipIsTold() throws IOException {
        Path broken = write("broken.zip", "PK, but no zip");
        assertEquals(broken + " is broken: zip END header not found; fetch it again", problem(broken));
    }

    @Test
    void noSourceOfTheTestPartIsTrainedOn() throws IOException {
        var lines = new StringBuilder();
        IntStream.range(0, 1000).forEach(i -> lines.append("s")
                .append(i % 400)
                .append("\tt")
                .append(i)
                .append('\n'));
        PairDataset data = PairFiles.read(write("a.tsv", lines.toString()), PairForm.CHARACTERS);
        Split<PairExample> split = Split.random(data, new Split.Fractions(0.05, 0.05), 1);
        var trained = new HashSet<String>();
        split.train().forEach(example -> trained.add(example.text()));
        assertTrue(split.test().stream().noneMatch(example -> trained.contains(example.text())));
        assertEquals(
                List.of(360, 20, 20),
                List.of(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size()));
    }
}
