package dev.unroll.data.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.ValueDataset;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyFilesTest {

    private final Path folder;

    NumpyFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Returns the bytes that NumPy saves. */
    private static byte[] array(int version, String type, String order, String shape, byte[] data) {
        byte[] header = ("{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(12 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) header.length);
        } else {
            bytes.putInt(header.length);
        }
        bytes.put(header).put(data);
        byte[] whole = new byte[bytes.position()];
        bytes.flip().get(whole);
        return whole;
    }

    private static byte[] floats(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    private static byte[] doubles(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            bytes.putDouble(number);
        }
        return bytes.array();
    }

    private static SequenceCollector read(Path path, Wanted wanted) {
        SequenceForm form = Sequences.form(wanted);
        var into = new SequenceCollector(form);
        NumpyFiles.read(path, form, into);
        return into;
    }

    private static VectorDataset labeled(Path path) {
        return read(path, Wanted.LABEL).labeled("a", path.toString());
    }

    @Test
    void labelsStandBesideTheSequences() throws IOException {
        Path file = folder.resolve("X.npy");
        Files.write(file, array(1, "<f4", "False", "(2, 2, 2)", floats(1, 2, 3, 4, 5, 6, 7, 8)));
        Files.write(folder.resolve("y.npy"), array(2, "|u1", "False", "(2,)", new byte[] {7, 3}));
        for (Path path : List.of(file, folder)) {
            assertTrue(NumpyFiles.isOne(path));
            VectorDataset read = labeled(path);
            assertEquals(
                    List.of(List.of(5f, 6f), List.of(7f, 8f)),
                    Sequences.rows(read.examples().getLast().vectors()));
            assertEquals(List.of("3", "7"), read.labels());
        }
    }

    @Test
    void theOrderOfFortranIsTurned() throws IOException {
        Files.write(folder.resolve("X.npy"), array(3, "<f8", "True", "(2, 3)", doubles(1, 4, 2, 5, 3, 6)));
        Files.write(folder.resolve("y.npy"), array(1, "<i8", "False", "(2,)", new byte[16]));
        assertEquals(
                List.of(List.of(4f), List.of(5f), List.of(6f)),
                Sequences.rows(labeled(folder).examples().getLast().vectors()));
    }

    @Test
    void partsAndTextsComeOutOfOneFile() throws IOException {
        Path file = folder.resolve("all.npz");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String part : List.of("train", "test")) {
                out.putNextEntry(new ZipEntry("x_" + part + ".npy"));
                out.write(array(1, "|b1", "False", "(1, 2)", new byte[] {1, 0}));
                out.putNextEntry(new ZipEntry("y_" + part + ".npy"));
                out.write(array(1, "<U2", "False", "(1,)", new byte[] {'n', 0, 0, 0, 'o', 0, 0, 0}));
            }
        }
        VectorDataset read = labeled(file);
        assertEquals(1, read.examples().size());
        assertEquals(1, read.test().size());
        assertEquals(List.of("no"), read.labels());
        assertEquals(
                List.of(List.of(1f), List.of(0f)),
                Sequences.rows(read.test().getFirst().vectors()));
    }

    @Test
    void stepsOfNothingButNanAtTheEndArePadding() throws IOException {
        Files.write(
                folder.resolve("X.npy"),
                array(1, "<f4", "False", "(2, 3)", floats(1, Float.NaN, 3, 4, Float.NaN, Float.NaN)));
        Files.write(folder.resolve("y.npy"), array(1, "|u1", "False", "(2,)", new byte[2]));
        VectorDataset read = labeled(folder);
        assertEquals(3, read.examples().getFirst().length());
        assertEquals(1, read.examples().getLast().length());
    }

    @Test
    void aNumberThatNoFloatHoldsIsRefused() throws IOException {
        Files.write(folder.resolve("X.npy"), array(1, "<f8", "False", "(1, 2)", doubles(1, 1e300)));
        Files.write(folder.resolve("y.npy"), array(1, "|u1", "False", "(1,)", new byte[1]));
        var error = assertThrows(DataException.class, () -> labeled(folder));
        assertTrue(
                String.valueOf(error.getMessage())
                        .endsWith(" X:1: number 0 of step 1 must be a number of at most 3.4e38 but is Infinity"),
                error::getMessage);
    }

    @Test
    void labelsThatAFloatCannotTellApartAreRefused() throws IOException {
        Files.write(folder.resolve("X.npy"), array(1, "<f4", "False", "(2, 1)", floats(1, 2)));
        byte[] labels = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(20250101)
                .putLong(20250102)
                .array();
        Files.write(folder.resolve("y.npy"), array(1, "<i8", "False", "(2,)", labels));
        var error = assertThrows(DataException.class, () -> labeled(folder));
        assertTrue(
                String.valueOf(error.getMessage())
                        .contains("label 0 must be a whole number below 16777216, or a text, but is about 20250100"),
                error::getMessage);
    }

    @Test
    void severalValuesASequenceAreRead() throws IOException {
        Files.write(folder.resolve("X.npy"), array(1, "<f4", "False", "(1, 2)", floats(1, 2)));
        Files.write(folder.resolve("y.npy"), array(1, "<f4", "False", "(1, 2)", floats(0.5f, 9)));
        ValueDataset read = read(folder, Wanted.VALUES).valued("a", "a");
        assertEquals(List.of(0.5f, 9f), read.examples().getFirst().values());
    }

    @Test
    void brokenFilesAreRefused() throws IOException {
        Path file = folder.resolve("X.npy");
        Files.write(folder.resolve("y.npy"), array(1, "|u1", "False", "(2,)", new byte[2]));
        assertEquals(
                file + " is no .npy file: it must begin with \\x93NUMPY",
                refused(file, "nothing".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                file + " ends before all the numbers that its header promises; it is cut off: fetch it again",
                refused(file, array(1, "<f4", "False", "(2, 2)", floats(1, 2, 3))));
        assertEquals(
                file + " has more numbers than its header says; is it broken?",
                refused(file, array(1, "<f4", "False", "(2, 1)", floats(1, 2, 3))));
        assertEquals(
                file + " must be an array of floats (f4, f8), whole numbers, Booleans or texts (U) but has the header"
                        + " {'descr': '|O', 'fortran_order': False, 'shape': (2, 1), }",
                refused(file, array(1, "|O", "False", "(2, 1)", floats(1, 2))));
        assertEquals(
                file + ": y must have an entry for each of 3 sequences but has 2",
                refused(file, array(1, "<f4", "False", "(3, 1)", floats(1, 2, 3))));
        assertEquals(
                file + ": X must be numbers of the shape [n, T] or [n, T, F] but has [3]",
                refused(file, array(1, "<f4", "False", "(3,)", floats(1, 2, 3))));
    }

    private static String refused(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return String.valueOf(
                assertThrows(DataException.class, () -> labeled(file)).getMessage());
    }
}
