package dev.unroll.core.tensorfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken and hostile files, each with the sentence that a user gets. */
class HostileTensorFileTest {

    private final Path folder;

    HostileTensorFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The header, the number of data bytes, the sentence; ' stands for the double quote of JSON. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | 0 | the header must be a JSON object, which begins with {
            [1, 2] | 0 | the header must be a JSON object, which begins with {
            `  {}` | 0 | the header must be a JSON object, which begins with {
            { | 0 | the header's JSON ends too early
            {'a': {'dtype': 'F32' | 0 | the header's JSON ends too early
            {'a' = 1} | 0 | the header is not valid JSON at line 1 column 7
            {a: 1} | 0 | the header is not valid JSON at line 1 column 3
            {} {} | 0 | the header is not valid JSON at line 1 column 5
            {'a': 1} | 0 | tensor "a" must be an object but has a number
            {'a': [[[[[[[[ | 0 | tensor "a" must be an object but has a list
            {'a': null} | 0 | tensor "a" must be an object but has null
            {'a': {}} | 0 | tensor "a" has no dtype
            {'a': {'dtype': 'F32'}} | 0 | tensor "a" has no shape
            {'a': {'dtype': 'F32', 'shape': [1]}} | 0 | tensor "a" has no data_offsets
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4], 'x': 1}} | 4 | tensor "a" has the unknown field "x"; the format has dtype, shape and data_offsets
            {'a': {'dtype': 'F32', 'dtype': 'I64'}} | 0 | tensor "a" has dtype twice
            {'a': {'shape': [1], 'shape': [1]}} | 0 | tensor "a" has shape twice
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, 'a': {}} | 4 | the header has two entries named "a"
            {'__metadata__': {}, '__metadata__': {}} | 0 | the header has two entries named "__metadata__"
            {'__metadata__': []} | 0 | __metadata__ must be an object of strings but has a list
            {'__metadata__': {'k': 1}} | 0 | __metadata__ "k" must be a string but has a number
            {'__metadata__': {'k': 'v', 'k': 'w'}} | 0 | __metadata__ has two values for "k"
            {'a': {'dtype': 4}} | 0 | dtype of tensor "a" must be a string but has a number
            {'a': {'dtype': 'F9', 'shape': [4], 'data_offsets': [0, 4]}} | 4 | dtype of tensor "a" must be one of F32, F64, F16, BF16, I64, I32, I16, I8, U32, U16, U8, BOOL, U64, C64, F8_E5M2, F8_E4M3, F8_E5M2FNUZ, F8_E4M3FNUZ, F8_E8M0, F6_E3M2, F6_E2M3, F4 but is "F9"
            {'a': {'dtype': 'F32', 'shape': 4}} | 0 | shape of tensor "a" must be a list of whole numbers but has a number
            {'a': {'dtype': 'F32', 'shape': ['4']}} | 0 | shape of tensor "a" must be a list of whole numbers but has a string
            {'a': {'dtype': 'F32', 'shape': [[4]]}} | 0 | shape of tensor "a" must be a list of whole numbers but has a list
            {'a': {'dtype': 'F32', 'shape': [-1]}} | 0 | shape of tensor "a" must not be negative but has -1
            {'a': {'dtype': 'F32', 'shape': [1.5]}} | 0 | shape of tensor "a" must be whole numbers but has 1.5
            {'a': {'dtype': 'F32', 'shape': [1e3]}} | 0 | shape of tensor "a" must be whole numbers but has 1e3
            {'a': {'dtype': 'F32', 'shape': [99999999999999999999]}} | 0 | shape of tensor "a" has a number that is too large: 99999999999999999999
            {'a': {'dtype': 'F32', 'shape': [2147483647], 'data_offsets': [0, 4]}} | 4 | shape of tensor "a" must hold at most 2147483639 elements but is [2147483647]
            {'a': {'dtype': 'F32', 'shape': [65536, 65536], 'data_offsets': [0, 0]}} | 0 | shape of tensor "a" must hold at most 2147483639 elements but is [65536, 65536]
            {'a': {'dtype': 'F32', 'shape': [4294967296, 4294967296], 'data_offsets': [0, 0]}} | 0 | shape of tensor "a" must hold at most 2147483639 elements but is [4294967296, 4294967296]
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0]}} | 4 | data_offsets of tensor "a" must be exactly two numbers, begin and end
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4, 8]}} | 4 | data_offsets of tensor "a" must be exactly two numbers, begin and end
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 0]}} | 4 | data_offsets of tensor "a" must not end before they begin but are [4, 0]
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [-4, 0]}} | 4 | data_offsets of tensor "a" must not be negative but has -4
            {'a': {'dtype': 'F32', 'shape': [2, 3], 'data_offsets': [0, 20]}} | 20 | tensor "a" needs 24 bytes for F32 [2, 3] but its data_offsets [0, 20] hold 20
            {'a': {'dtype': 'F32', 'shape': [500000000], 'data_offsets': [0, 2000000000]}} | 8 | tensor "a" ends at byte 2000000000 of the data but there are only 8
            {'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}, 'b': {'dtype': 'F32', 'shape': [2], 'data_offsets': [4, 12]}} | 12 | tensor "b" begins at byte 4 of the data and overlaps the tensor before it, which ends at 8
            {'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}, 'b': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}} | 8 | tensor "b" begins at byte 0 of the data and overlaps the tensor before it, which ends at 8
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, 'b': {'dtype': 'F32', 'shape': [1], 'data_offsets': [8, 12]}} | 12 | tensor "b" begins at byte 8 of the data and leaves a gap: the tensor before it ends at 4
            {'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}} | 7 | the tensors end at byte 4 of the data but 3 more follow
            {} | 1 | the tensors end at byte 0 of the data but 1 more follow
            """)
    void aHeaderThatLiesIsRefused(String header, int dataBytes, String sentence) throws IOException {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertRefused(bytes(text.length, text, dataBytes), sentence);
    }

    @Test
    void aFileShorterThanTheLengthOfItsHeaderIsRefused() throws IOException {
        assertRefused(new byte[0], "a tensor file has at least 8 bytes but this one has 0");
        assertRefused(new byte[7], "a tensor file has at least 8 bytes but this one has 7");
    }

    @Test
    void aFileOfAnotherFormatIsNamed() throws IOException {
        String save = "; save the tensors as safetensors: safetensors.torch.save_file(model.state_dict(), ...)";
        assertRefused(
                new byte[] {'P', 'K', 3, 4, 0, 0, 8, 8, 0},
                "this is a zip, as torch.save and numpy.savez write, and no safetensors file" + save);
        assertRefused(
                new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', 0},
                "this is a pickle, as old torch.save writes, and no safetensors file" + save);
        assertRefused(
                "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8),
                "this is a text, perhaps the pointer that Git LFS leaves; get the file itself with: git lfs pull");
        assertRefused(
                "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8),
                "this is a page of the web and no safetensors file; download the file itself");
    }

    @Test
    void aLengthThatTheFileDoesNotHaveIsRefused() throws IOException {
        byte[] text = {'{', '}'};
        assertRefused(bytes(3, text, 0), "the header claims 3 bytes but only 2 follow");
        assertRefused(bytes(100_000_000, text, 0), "the header claims 100000000 bytes but only 2 follow");
        assertRefused(bytes(100_000_001, text, 0), "the header may have at most 100000000 bytes but claims 100000001");
        assertRefused(
                bytes(-1, text, 0), "the header may have at most 100000000 bytes but claims 18446744073709551615");
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() throws IOException {
        byte[] text = {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        assertRefused(bytes(text.length, text, 0), "the header is not valid UTF-8: byte 2 of it");
    }

    @Test
    void deepNestingIsRefusedWhereItBegins() throws IOException {
        byte[] text = ("{\"a\":{\"shape\":" + "[".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
        assertRefused(
                bytes(text.length, text, 0), "shape of tensor \"a\" must be a list of whole numbers but has a list");
    }

    @Test
    void aShapeOfAMillionDimensionsIsRefused() throws IOException {
        String ones = "1,".repeat(1_000_000) + "1";
        byte[] text = ("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4],\"shape\":[" + ones + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(
                bytes(text.length, text, 4), "shape of tensor \"a\" must have at most 64 dimensions but has more");
    }

    @Test
    void aNameIsShownShortAndWithoutControlCharacters() throws IOException {
        byte[] text = ("{\"\\u001b[31m" + "x".repeat(1000) + "\":1}").getBytes(StandardCharsets.UTF_8);
        assertRefused(
                bytes(text.length, text, 0),
                "tensor \"\\u001b[31m" + "x".repeat(75) + "…\" must be an object but has a number");
    }

    private void assertRefused(byte[] bytes, String sentence) throws IOException {
        Path file = Files.write(folder.resolve("hostile.safetensors"), bytes);
        var refusal = assertThrows(TensorFileException.class, () -> TensorFile.read(file));
        assertEquals(file + ": " + sentence, refusal.getMessage());
    }

    private static byte[] bytes(long claimed, byte[] header, int dataBytes) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(claimed).put(header).array();
    }
}
