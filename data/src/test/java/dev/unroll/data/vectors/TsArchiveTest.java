package dev.unroll.data.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.ValueDataset;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class TsArchiveTest {

    private static final String HEADER =
            "# made up\n@problemName Walk\n@timestamps false\n@dimensions 2\n@classLabel true walk run\n@data\n";

    private final Path folder;

    TsArchiveTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(file, content);
    }

    private static VectorDataset labeled(Path path) {
        SequenceForm form = Sequences.form(Wanted.LABEL);
        var into = new SequenceCollector(form);
        TsArchive.read(path, form, into);
        return into.labeled("walk", path.toString());
    }

    @Test
    void featuresAreBetweenColonsAndTheClassIsLast() throws IOException {
        VectorDataset read = labeled(write("a.ts", HEADER + "1,2,3:4,5,6:walk\n7,8:9,10:run\n"));
        assertEquals(
                List.of(List.of(1f, 4f), List.of(2f, 5f), List.of(3f, 6f)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertEquals(2, read.examples().getLast().length());
        assertEquals(List.of("run", "walk"), read.labels());
    }

    @Test
    void aFileOfAnyNameIsReadWhereItIsToldSo() throws IOException {
        assertEquals(
                List.of("run"),
                labeled(write("walk.txt", HEADER + "7,8:9,10:run\n")).labels());
    }

    @Test
    void aQuestionMarkIsAMissingNumber() throws IOException {
        VectorDataset read = labeled(write("a.ts", HEADER + "1,?:4,5:walk\n"));
        assertEquals(
                List.of(List.of(1f, 4f), List.of(Float.NaN, 5f)),
                Sequences.rows(read.examples().getFirst().vectors()));
    }

    @Test
    void aBadLineCostsItself() throws IOException {
        VectorDataset read = labeled(
                write("a.ts", HEADER + "1,2:3,4:walk\n1,2:3:run\n1,x:3,4:run\n1,2:run\n1,2:3,4:swim\n\n1,2:3,4:run\n"));
        assertEquals(
                "Read 6 sequences of 1 file; dropped 1 blank sequence, 4 unreadable sequences."
                        + "\n  FILE:8: feature 2 must have 2 numbers as the first one but has 1"
                        + "\n  FILE:9: number 2 must be a number but is \"x\""
                        + "\n  FILE:10: must have 2 features, a colon behind each, but has 1"
                        + "\n  FILE:11: the class \"swim\" is none of @classLabel",
                read.report().toString().replace(folder.resolve("a.ts").toString(), "FILE"));
    }

    @Test
    void trainAndTestAreParts() throws IOException {
        write("Walk_TRAIN.ts", HEADER + "1,2:3,4:walk\n");
        write("Walk_TEST.ts", HEADER + "5,6:7,8:run\n9,9:9,9:walk\n");
        assertTrue(TsArchive.isOne(folder));
        VectorDataset read = labeled(folder);
        assertEquals(1, read.examples().size());
        assertEquals(2, read.test().size());
    }

    @Test
    void aSetOfAZipIsNamedAsInAFolder() throws IOException {
        Path zip = zip("Walk/Walk_TRAIN.ts", "Walk/Walk_TEST.ts", "Run/Run_TRAIN.ts", "Run/Run_TEST.ts");
        assertTrue(TsArchive.isOne(zip.resolve("Walk")));
        VectorDataset read = labeled(zip.resolve("Walk"));
        assertEquals(1, read.examples().size());
        assertEquals(1, read.test().size());
    }

    @Test
    void oneOfSeveralSetsMustBeNamed() throws IOException {
        Path zip = zip("Walk/Walk_TRAIN.ts", "Run/Run_TRAIN.ts");
        var error = assertThrows(DataException.class, () -> labeled(zip));
        assertEquals(zip + " has several sets: Run, Walk; name one of them: " + zip.resolve("Run"), error.getMessage());
        error = assertThrows(DataException.class, () -> labeled(zip.resolve("Swim")));
        assertEquals(zip.toAbsolutePath() + " has no set Swim; it has Run, Walk", error.getMessage());
    }

    private Path zip(String... names) throws IOException {
        Path zip = folder.resolve("sets.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write((HEADER + "1,2:3,4:walk\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    @Test
    void aNameBesideNoSuchSetIsNone() throws IOException {
        write("Walk_TRAIN.ts", HEADER + "1,2:3,4:walk\n");
        assertTrue(TsArchive.isOne(folder.resolve("Walk")));
        assertFalse(TsArchive.isOne(folder.resolve("Swim")));
    }

    @Test
    void valuesAreReadWhereTheHeaderSaysSo() throws IOException {
        Path file = write("a.ts", "@targetlabel true\n@data\n1,2:0.5\n3,4:-1e2\n");
        SequenceForm form = Sequences.form(Wanted.VALUES);
        var into = new SequenceCollector(form);
        TsArchive.read(file, form, into);
        ValueDataset read = into.valued("a", file.toString());
        assertEquals(List.of("value"), read.values());
        assertEquals(List.of(-100f), read.examples().getLast().values());
        var error = assertThrows(DataException.class, () -> labeled(file));
        assertEquals(
                file
                        + ":2: the sequences have values and no classes (@targetlabel); training.task regress learns values",
                error.getMessage());
    }

    @Test
    void whatIsNoSuchFileIsRefused() throws IOException {
        var error = assertThrows(DataException.class, () -> labeled(write("a.ts", "1,2,3\n")));
        assertEquals(
                folder.resolve("a.ts") + ":1: a line before @data must begin with # or @; is this a .ts file?",
                error.getMessage());
        error = assertThrows(DataException.class, () -> labeled(write("b.ts", "@problemName x\n")));
        assertEquals(
                folder.resolve("b.ts") + " is no .ts file: it has no line @data, behind which the sequences stand",
                error.getMessage());
        error = assertThrows(DataException.class, () -> labeled(write("c.ts", "@timestamps true\n")));
        assertEquals(
                folder.resolve("c.ts")
                        + ":1: sequences with times (@timestamps true) cannot be read; leave the times out",
                error.getMessage());
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "UNROLL_DATA",
            matches = ".+",
            disabledReason = "UNROLL_DATA does not name the folder of the data sets")
    void japaneseVowelsAreReadOutOfTheArchive() {
        VectorDataset read = labeled(Path.of(System.getenv("UNROLL_DATA"), "ucr-uea", "ucr-uea.zip", "JapaneseVowels"));
        assertEquals(270, read.examples().size());
        assertEquals(370, read.test().size());
        assertEquals(12, read.features());
        assertEquals(9, read.labels().size());
    }
}
