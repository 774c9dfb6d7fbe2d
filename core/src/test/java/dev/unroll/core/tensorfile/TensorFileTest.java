package dev.unroll.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {

    private final Path folder;

    TensorFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("rnn.weight_ih_l0", Tensor.of(new float[] {1, -0f, Float.NaN, Float.MIN_VALUE, 1e30f, -7}, 2, 3));
        tensors.put("zähler \"x\"\n", Tensor.of(new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}, 3));
        tensors.put("a number", Tensor.of(new float[] {42}));
        tensors.put("empty", Tensor.of(new float[0], 4, 0, 2));
        tensors.put("large", Tensor.of(ramp(40_001), 40_001));
        TensorFile written = new TensorFile(Map.of("format", "pt", "note", "<&> 'ü'"), tensors);
        Path file = folder.resolve("model.safetensors");

        written.write(file);
        TensorFile read = TensorFile.read(file);

        assertEquals(written.metadata(), read.metadata());
        assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.tensors().keySet()));
        tensors.forEach((name, tensor) -> assertEquals(tensor, read.tensors().get(name), name));
        assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(read.floats("rnn.weight_ih_l0", 2, 3)[1]));
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.of(new float[] {1, 2}, 2));
        tensors.put("a", Tensor.of(new long[] {3}, 1, 1));
        Path file = folder.resolve("model.safetensors");
        new TensorFile(Map.of("format", "pt"), tensors).write(file);

        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"I64\",\"shape\":[1,1],\"data_offsets\":[8,16]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 16).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
        expected.putFloat(1).putFloat(2).putLong(3);
        assertArrayEquals(expected.array(), Files.readAllBytes(file));
    }

    @Test
    void everyElementTypeIsWidened() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(31).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(0.1)
                .putShort((short) 0x3c00)
                .putShort((short) 0xc049)
                .putLong(-5)
                .putInt(-6)
                .put((byte) 200);
        data.putShort((short) 0x3f80).putFloat(2.5f);
        Path file = file("""
                {"f64": {"dtype": "F64", "shape": [], "data_offsets": [0, 8]},
                 "f16": {"dtype": "F16", "shape": [1], "data_offsets": [8, 10]},
                 "bf16": {"dtype": "BF16", "shape": [1], "data_offsets": [10, 12]},
                 "i64": {"dtype": "I64", "shape": [1], "data_offsets": [12, 20]},
                 "i32": {"dtype": "I32", "shape": [1], "data_offsets": [20, 24]},
                 "u8": {"dtype": "U8", "shape": [1], "data_offsets": [24, 25]},
                 "one": {"dtype": "BF16", "shape": [1], "data_offsets": [25, 27]},
                 "f32": {"dtype": "F32", "shape": [1], "data_offsets": [27, 31]}}""", data.array());
        TensorFile read = TensorFile.read(file);
        assertArrayEquals(new float[] {0.1f}, read.floats("f64"));
        assertArrayEquals(new float[] {1}, read.floats("f16", 1));
        assertArrayEquals(new float[] {-3.140625f}, read.floats("bf16", 1));
        assertArrayEquals(new long[] {-5}, read.longs("i64", 1));
        assertArrayEquals(new long[] {-6}, read.longs("i32", 1));
        assertArrayEquals(new long[] {200}, read.longs("u8", 1));
        assertArrayEquals(new float[] {1}, read.floats("one", 1));
        assertArrayEquals(new float[] {2.5f}, read.floats("f32", 1));
    }

    @Test
    void everyWholeNumberIsWidened() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN);
        data.put((byte) 1)
                .put((byte) -3)
                .putShort((short) -4)
                .putShort((short) -5)
                .putInt(-6)
                .put((byte) 7);
        TensorFile read = TensorFile.read(file("""
                {"bool": {"dtype": "BOOL", "shape": [1], "data_offsets": [0, 1]},
                 "i8": {"dtype": "I8", "shape": [1], "data_offsets": [1, 2]},
                 "i16": {"dtype": "I16", "shape": [1], "data_offsets": [2, 4]},
                 "u16": {"dtype": "U16", "shape": [1], "data_offsets": [4, 6]},
                 "u32": {"dtype": "U32", "shape": [1], "data_offsets": [6, 10]},
                 "u8": {"dtype": "U8", "shape": [1], "data_offsets": [10, 11]}}""", data.array()));
        assertArrayEquals(new long[] {1}, read.longs("bool", 1));
        assertArrayEquals(new long[] {-3}, read.longs("i8", 1));
        assertArrayEquals(new long[] {-4}, read.longs("i16", 1));
        assertArrayEquals(new long[] {65531}, read.longs("u16", 1));
        assertArrayEquals(new long[] {4294967290L}, read.longs("u32", 1));
        assertArrayEquals(new long[] {7}, read.longs("u8", 1));
    }

    @Test
    void aTypeThatIsNotReadIsNamedWhereItIsWanted() throws IOException {
        Path file = file("{\"w\": {\"dtype\": \"F8_E4M3\", \"shape\": [3], \"data_offsets\": [0, 3]}}", new byte[3]);
        TensorFile read = TensorFile.read(file);
        var error = assertThrows(TensorFileException.class, () -> read.floats("w", 3));
        assertEquals(
                file + ": tensor \"w\" must hold floats but is of type F8_E4M3, which is not read; save it as F32",
                error.getMessage());
    }

    @Test
    void everyFileThatPyTorchsUsersWroteIsRead() throws IOException, URISyntaxException {
        URI cases = Objects.requireNonNull(getClass().getResource("/pytorch")).toURI();
        try (Stream<Path> files = Files.walk(Path.of(cases))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".safetensors"))
                    .toList();
            assertTrue(all.size() >= 50, "cases: " + all.size());
            for (Path file : all) {
                TensorFile read = TensorFile.read(file);
                assertEquals("pt", read.metadata().get("format"), file.toString());
                assertFalse(read.tensors().isEmpty(), file.toString());
            }
        }
    }

    @Test
    void askingForWhatIsNotThereNamesTheFileAndTheTensor() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", Tensor.of(new float[6], 2, 3));
        tensors.put("n", Tensor.of(new long[1], 1));
        Path file = folder.resolve("m.safetensors");
        new TensorFile(Map.of(), tensors).write(file);
        TensorFile read = TensorFile.read(file);
        assertMessage(file + ": there is no tensor \"v\"; there are [w, n]", () -> read.floats("v", 1));
        assertMessage(file + ": tensor \"w\" must have shape [3, 2] but has [2, 3]", () -> read.floats("w", 3, 2));
        assertMessage(file + ": tensor \"n\" must hold floats but holds whole numbers", () -> read.floats("n", 1));
        assertMessage(file + ": tensor \"w\" must hold whole numbers but holds floats", () -> read.longs("w", 2, 3));
    }

    @Test
    void tensorsAndFilesRefuseWhatCannotBe() {
        var shape = assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[5], 2, 3));
        assertEquals("a tensor [2, 3] needs 6 values but has 5", shape.getMessage());
        var negative = assertThrows(IllegalArgumentException.class, () -> Tensor.of(new long[6], -2, -3));
        assertEquals("a tensor's dimensions must be at least 0 but are [-2, -3]", negative.getMessage());
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Map.of("__metadata__", Tensor.of(new float[1])));
        var name = assertThrows(IllegalArgumentException.class, () -> new TensorFile(Map.of(), tensors));
        assertEquals("no tensor may be named __metadata__: the format uses that name", name.getMessage());
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("model.safetensors");
        AtomicFile.write(file, out -> out.write(1));
        var failure = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("the disk is full");
                }));
        assertEquals(file + ": the disk is full", failure.getMessage());
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
        assertOnly(file);
    }

    @Test
    void whatIsNoOrdinaryFileIsNotReplaced() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        var failure = assertThrows(IOException.class, () -> AtomicFile.write(place, out -> out.write(1)));
        assertEquals(place + ": it is a folder, so it is not replaced", failure.getMessage());
        assertOnly(place);
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        assertThrows(FileAlreadyExistsException.class, () -> AtomicFile.write(device, out -> out.write(1)));
    }

    @Test
    void aFileReplacesTheOneOfItsName() throws IOException {
        Path file = folder.resolve("model.safetensors");
        AtomicFile.write(file, out -> out.write(new byte[] {1, 2, 3}));
        AtomicFile.write(file, out -> out.write(4));
        assertArrayEquals(new byte[] {4}, Files.readAllBytes(file));
        assertOnly(file);
    }

    @Test
    void aNameThatIsNotUnicodeIsNotWritten() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Map.of("\ud800", Tensor.of(new float[1])));
        Path file = folder.resolve("model.safetensors");
        assertMessage(
                file + ": a name or a metadata value is not valid Unicode",
                () -> new TensorFile(Map.of(), tensors).write(file));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path file = folder.resolve("missing").resolve("model.safetensors");
        var failure = assertThrows(
                NoSuchFileException.class, () -> new TensorFile(Map.of(), new LinkedHashMap<>()).write(file));
        assertEquals(file + ": its folder does not exist", failure.getMessage());
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void assertMessage(String expected, Action action) {
        assertEquals(
                expected, assertThrows(TensorFileException.class, action::run).getMessage());
    }

    private static float[] ramp(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i * 0.25f;
        }
        return values;
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text).put(data);
        return Files.write(folder.resolve("case.safetensors"), bytes.array());
    }
}
