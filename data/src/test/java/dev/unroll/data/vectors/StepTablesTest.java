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
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with a step a row, with a sequence a cell, and in a folder a class. */
class StepTablesTest {

    private final Path folder;

    StepTablesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private interface Reading {
        void read(Path path, SequenceForm form, SequenceCollector into);
    }

    private static VectorDataset labeled(Reading reading, Path path, SequenceForm form) {
        var into = new SequenceCollector(form);
        reading.read(path, form, into);
        return into.labeled("data", path.toString());
    }

    private static VectorDataset labeled(Reading reading, Path path) {
        return labeled(reading, path, Sequences.form(Wanted.LABEL));
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void rowsOfALongTableAreSortedByTheirStep() throws IOException {
        Path file = write("a.csv", "id,step,f1,label,f2\na,2,3,walk,4\nb,1,9,run,9\na,1,1,walk,2\n");
        assertTrue(LongTable.isOne(file, Sequences.form(Wanted.LABEL)));
        VectorDataset read = labeled(LongTable::read, file);
        assertEquals(
                List.of(List.of(1f, 2f), List.of(3f, 4f)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertEquals("walk", read.examples().getFirst().label());
    }

    @Test
    void aFieldThatSwallowedRowsIsToldWithItsLine() throws IOException {
        Path file = write("a.csv", "id,step,x,label\na,1,1,w\nb,1,2,\"w\nc,1,3,w\nd,1,4,w\"\ne,1,5,w\n");
        assertEquals(
                "a.csv:3: a quoted field runs over 3 lines, which look like rows of their own: is a quote left open?",
                labeled(LongTable::read, file).report().notes().getFirst().toString());
    }

    @Test
    void repeatedStepsAndGapsAreTold() throws IOException {
        Path file = write("a.csv", "id,step,x,label\na,1,1,w\na,2,2,w\na,2,5,w\na,9,3,w\n");
        VectorDataset read = labeled(LongTable::read, file);
        assertEquals(
                List.of(List.of(1f), List.of(2f), List.of(3f)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertEquals(
                "Read 1 sequence of 1 file; dropped none."
                        + "\n  a.csv:4: step 2.0 of sequence a stands in line 3 already; this row is left out"
                        + "\n  a.csv:5: sequence a has 1 gap between its steps, the first before this row; its steps are"
                        + " read as they follow each other",
                read.report().toString());
    }

    @Test
    void timesAsNumbersOfStepsAreNotRounded() throws IOException {
        Path file = write("a.csv", "id,step,x,label\na,1700000000002,2,w\na,1700000000001,1,w\n");
        assertEquals(
                List.of(List.of(1f), List.of(2f)),
                Sequences.rows(
                        labeled(LongTable::read, file).examples().getFirst().vectors()));
    }

    @Test
    void oneFieldIsSingular() throws IOException {
        Path file = write("a.csv", "id,step,x,label\na,1,1,w\nalone\n");
        assertEquals(
                "Read 2 sequences of 1 file; dropped 1 unreadable sequence."
                        + "\n  a.csv:3: has 1 field, expected are 4",
                labeled(LongTable::read, file).report().toString());
    }

    @Test
    void badRowsOfALongTableAreCounted() throws IOException {
        Path file = write("a.csv", "id,step,x,label\na,1,1,w\na,2,one,w\na,3\nb,x,1,w\nc,1,1,w\nc,2,1,v\n");
        assertEquals(
                "Read 5 sequences of 1 file; dropped 4 unreadable sequences."
                        + "\n  a.csv:3: \"x\" must be a number but is \"one\""
                        + "\n  a.csv:4: has 2 fields, expected are 4"
                        + "\n  a.csv:5: \"step\" must be a number but is \"x\""
                        + "\n  a.csv:7: sequence c has [v] here but [w] in line 6",
                labeled(LongTable::read, file).report().toString());
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        Path file = write("a.csv", "id,step,x,class\na,1,1,w\n");
        var error = assertThrows(DataException.class, () -> labeled(LongTable::read, file));
        assertEquals(
                file + " has no column \"label\"; its columns are \"id\", \"step\", \"x\", \"class\"."
                        + " Name one of these by --set label_column=NAME",
                error.getMessage());
    }

    @Test
    void decimalCommasAreReadBetweenSemicolons() throws IOException {
        Path file = write("a.csv", "\uFEFFid;step;x;label\na;1;1,5;w\na;2;;w\n");
        VectorDataset read = labeled(LongTable::read, file, Sequences.commas());
        assertEquals(
                List.of(List.of(1.5f), List.of(Float.NaN)),
                Sequences.rows(read.examples().getFirst().vectors()));
    }

    @Test
    void aLineThatNamesTheSeparatorIsNoRow() throws IOException {
        Path file = write("a.csv", "sep=|\nid|step|x|label\na|1|1.5|w\n");
        VectorDataset read = labeled(LongTable::read, file);
        assertEquals(
                List.of(List.of(1.5f)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertEquals("a.csv:3", read.examples().getFirst().called(0));
        write("walk/1.csv", "sep=;\nx;y\n1;2\n");
        assertEquals(
                List.of(List.of(1f, 2f)),
                Sequences.rows(
                        labeled(RowFiles::read, folder).examples().getFirst().vectors()));
    }

    @Test
    void aCellIsASequence() throws IOException {
        Path file = write("a.csv", "label,steps\nwalk,1 2  3\nrun,4;5\nrun,4;x\n");
        SequenceForm form = Sequences.form(Wanted.LABEL);
        assertTrue(CellTable.isOne(file, form));
        assertFalse(LongTable.isOne(file, form));
        VectorDataset read = labeled(CellTable::read, file);
        assertEquals(
                List.of(List.of(1f), List.of(2f), List.of(3f)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertEquals(2, read.examples().getLast().length());
        assertEquals(
                "Read 3 sequences of 1 file; dropped 1 unreadable sequence."
                        + "\n  a.csv:4: number 2 must be a number but is \"x\"",
                read.report().toString());
    }

    @Test
    void valuesOfACellTableAreNumbers() throws IOException {
        Path file = write("a.csv", "steps,value\n1 2,0.5\n3 4,high\n");
        SequenceForm form = Sequences.form(Wanted.VALUES);
        var into = new SequenceCollector(form);
        CellTable.read(file, form, into);
        ValueDataset read = into.valued("a", file.toString());
        assertEquals(List.of(0.5f), read.examples().getFirst().values());
        assertEquals(
                "Read 2 sequences of 1 file; dropped 1 unreadable sequence."
                        + "\n  a.csv:3: the value must be a number but is \"high\"",
                read.report().toString());
    }

    @Test
    void aFolderIsAClassAndAFileASequence() throws IOException {
        write("walk/1.csv", "x,y\n1,2\n3,4\n");
        write("walk/2.csv", "5,6\n");
        write("run/1.tsv", "7\t8\n9\tnine\n");
        write("run/2.tsv", "7\t8\n");
        assertTrue(RowFiles.isOne(folder));
        VectorDataset read = labeled(RowFiles::read, folder);
        assertEquals(List.of("run", "walk"), read.labels());
        assertEquals(
                List.of(List.of(1f, 2f), List.of(3f, 4f)),
                Sequences.rows(read.examples().get(1).vectors()));
        assertEquals(
                "Read 4 sequences of 4 files; dropped 1 unreadable sequence."
                        + "\n  run/1.tsv:2: number 2 must be a number but is \"nine\"",
                read.report().toString());
    }

    @Test
    void aFileThatCannotBeReadCostsNoOther() throws IOException {
        write("walk/1.csv", "1,2\n");
        write("walk/2.csv", "");
        assertEquals(
                "Read 2 sequences of 2 files; dropped 1 unreadable sequence."
                        + "\n  walk/2.csv:1: is empty; fill it or leave it out",
                labeled(RowFiles::read, folder).report().toString());
    }

    @Test
    void foldersTrainAndTestAreParts() throws IOException {
        write("train/walk/1.csv", "1,2\n");
        write("test/walk/1.csv", "3,4\n");
        VectorDataset read = labeled(RowFiles::read, folder);
        assertEquals(1, read.examples().size());
        assertEquals(1, read.test().size());
    }

    @Test
    void theFoldersOfPartsMayHaveCapitals() throws IOException {
        write("Train/walk/1.csv", "1,2\n");
        write("TEST/walk/1.csv", "3,4\n");
        VectorDataset read = labeled(RowFiles::read, folder);
        assertEquals(1, read.examples().size());
        assertEquals(1, read.test().size());
    }

    @Test
    void ofTwoFoldersForAPartNoneIsChosenInSilence() throws IOException {
        write("train/walk/1.csv", "1,2\n");
        write("TRAIN/walk/1.csv", "3,4\n");
        var error = assertThrows(DataException.class, () -> labeled(RowFiles::read, folder));
        assertEquals(
                folder
                        + " has 2 folders for the part train, TRAIN and train; leave one there, or put their files together",
                error.getMessage());
    }

    @Test
    void sequencesOfOtherWidthsAreRefusedWithTheirPlace() throws IOException {
        write("walk/1.csv", "1,2\n");
        write("walk/2.csv", "1,2,3\n");
        var error = assertThrows(DataException.class, () -> labeled(RowFiles::read, folder));
        assertEquals("walk/2.csv:1: a step must have 2 numbers, as in walk/1.csv:1, but has 3", error.getMessage());
    }

    private static Path parquet(String name) throws URISyntaxException {
        var found = StepTablesTest.class.getResource("/dev/unroll/data/parquet/" + name + ".parquet");
        return Path.of(Objects.requireNonNull(found, name).toURI());
    }

    @Test
    void stepsOfALongParquetAreRead() throws Exception {
        Path file = parquet("steps");
        assertTrue(LongTable.isOne(file, Sequences.form(Wanted.LABEL)));
        VectorDataset read = labeled(LongTable::read, file);
        assertEquals(
                List.of(List.of(0.1f, 9f), List.of(0.2f, 8f)),
                Sequences.rows(read.examples().getFirst().vectors()));
        assertEquals("walk", read.examples().getFirst().label());
    }

    @Test
    void listOfParquetIsASequence() throws Exception {
        Path file = parquet("cells");
        assertTrue(CellTable.isOne(file, Sequences.form(Wanted.LABEL)));
        VectorDataset read = labeled(CellTable::read, file);
        assertEquals(
                List.of(List.of(1f), List.of(Float.NaN)),
                Sequences.rows(read.examples().get(1).vectors()));
    }

    @Test
    void columnsOfAParquetInAFolderOfAClassAreNoStep() throws Exception {
        Path file = folder.resolve("walk").resolve("1.parquet");
        Files.createDirectories(file.getParent());
        Files.copy(parquet("numbered"), file);
        assertTrue(RowFiles.isOne(folder));
        VectorDataset read = labeled(RowFiles::read, folder);
        assertEquals(
                List.of(List.of(1f, 3f), List.of(2f, 4f)),
                Sequences.rows(read.examples().getFirst().vectors()));
    }
}
