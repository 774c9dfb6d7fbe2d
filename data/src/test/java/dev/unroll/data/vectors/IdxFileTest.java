package dev.unroll.data.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {

    private final Path file;

    IdxFileTest(@TempDir Path folder) {
        this.file = folder.resolve("file");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(file, bytes);
    }

    private void assertError(String message, byte[] bytes) throws IOException {
        write(bytes);
        var error = assertThrows(DataException.class, () -> IdxFile.readSequences(file));
        assertEquals(message, String.valueOf(error.getMessage()).replace(file.toString(), "F"));
    }

    private static void assertNumbers(List<Matrix> sequences) {
        assertEquals(3, sequences.size());
        for (int i = 0; i < 3; i++) {
            assertEquals(2, sequences.get(i).rows());
            assertEquals(4, sequences.get(i).columns());
            for (int k = 0; k < 8; k++) {
                assertEquals(250 + 8 * i + k & 0xFF, sequences.get(i).get(k / 4, k % 4));
            }
        }
    }

    @Test
    void aFileOfRankThreeIsSequencesOfRows() throws IOException {
        var contents = IdxFile.readSequences(write(IdxFiles.bytes(250, 3, 2, 4)));
        assertNumbers(contents.sequences());
        assertEquals(255, contents.largest());
    }

    @Test
    void aCompressedFileHasTheSameNumbers() throws IOException {
        assertNumbers(IdxFile.readSequences(write(IdxFiles.gzip(IdxFiles.bytes(250, 3, 2, 4))))
                .sequences());
        assertTrue(IdxFile.isOne(file));
    }

    @Test
    void aFileOfRankTwoHasOneNumberAStep() throws IOException {
        Matrix second = IdxFile.readSequences(write(IdxFiles.bytes(0, 2, 5)))
                .sequences()
                .get(1);
        assertEquals(5, second.rows());
        assertEquals(1, second.columns());
        assertEquals(9, second.get(4, 0));
    }

    @Test
    void numbersOfOtherTypesAreBigEndian() throws IOException {
        var floats = ByteBuffer.allocate(28).putInt(0x0D03).putInt(1).putInt(1).putInt(3);
        floats.putFloat(-1.5f).putFloat(0).putFloat(2.25f);
        Matrix read = IdxFile.readSequences(write(floats.array())).sequences().getFirst();
        assertEquals(List.of(-1.5f, 0f, 2.25f), List.of(read.get(0, 0), read.get(0, 1), read.get(0, 2)));
        var shorts = ByteBuffer.allocate(12)
                .putInt(0x0B01)
                .putInt(2)
                .putShort((short) -2)
                .putShort((short) 300);
        assertEquals(List.of("-2", "300"), IdxFile.readLabels(write(shorts.array())));
    }

    @Test
    void whatIsBrokenIsNamed() throws IOException {
        byte[] whole = IdxFiles.bytes(0, 3, 2, 4);
        assertError(
                "F ends before all the numbers that its header promises; it is cut off: fetch it again",
                Arrays.copyOf(whole, whole.length - 1));
        assertError("F has more numbers than its header says; is it broken?", Arrays.copyOf(whole, whole.length + 1));
        assertError(
                "F is no IDX file: it must begin with two zero bytes and a type, but has the bytes 6161 61",
                "aaaaaaaa".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertError(
                "F must have the shape [n, T] or [n, T, F] but has 1 dimension: is it a file of labels?",
                IdxFiles.bytes(0, 4));
        assertError(
                "F is no IDX file: dimension 1 has size -1",
                ByteBuffer.allocate(16)
                        .putInt(0x0803)
                        .putInt(1)
                        .putInt(-1)
                        .putInt(1)
                        .array());
        byte[] compressed = IdxFiles.gzip(whole);
        assertError(
                "F ends before all the numbers that its header promises; it is cut off: fetch it again",
                Arrays.copyOf(compressed, compressed.length - 9));
    }

    @Test
    void aNumberThatIsNotFiniteIsNamed() throws IOException {
        var floats = ByteBuffer.allocate(28).putInt(0x0D02).putInt(2).putInt(2);
        floats.putFloat(1).putFloat(2).putFloat(3).putFloat(Float.NaN);
        assertError("F: number 0 of step 1 of sequence 1 must be finite but is NaN", floats.array());
    }

    @Test
    void aHeaderThatClaimsMoreThanThereIsTakesNoMemory() throws IOException {
        assertError(
                "F ends before all the numbers that its header promises; it is cut off: fetch it again",
                ByteBuffer.allocate(16)
                        .putInt(0x0803)
                        .putInt(Integer.MAX_VALUE)
                        .putInt(28)
                        .putInt(28)
                        .array());
        assertError(
                "F says that a sequence is 65536 × 65536 numbers, from 1 to 16777216 are expected; is the file broken?",
                ByteBuffer.allocate(16)
                        .putInt(0x0803)
                        .putInt(1)
                        .putInt(1 << 16)
                        .putInt(1 << 16)
                        .array());
    }

    @Test
    void otherFilesAreNone() throws IOException {
        assertFalse(IdxFile.isOne(write(new byte[] {1, 2, 3, 4})));
        assertFalse(IdxFile.isOne(write(new byte[] {0})));
        assertFalse(IdxFile.isOne(file.resolveSibling("missing")));
    }
}
