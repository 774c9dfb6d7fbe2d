package dev.unroll.spark.exchange.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BlocksTest {

    private static final int FROM = 3;

    /** Returns floats of which a share is there, in stretches of ten, and odd ones among them. */
    private static float[] floats(int count, double share) {
        return floats(1, FROM, count, share);
    }

    private static float[] floats(long seed, int from, int count, double share) {
        float[] values = new float[from + count];
        for (int i = 0; i < count; i++) {
            boolean isThere = CounterHash.uniform(seed, Purpose.SAMPLING, i / 10, 0, 0, 0) < share;
            values[from + i] = isThere ? CounterHash.uniform(2, Purpose.SAMPLING, i, 0, 0, 0) - 0.5f : 0;
        }
        return values;
    }

    private static byte[] written(float[] values, int count) {
        Blocks blocks = Blocks.of(values, FROM, count);
        ByteBuffer bytes = ByteBuffer.allocate(blocks.bytes());
        blocks.put(values, FROM, bytes);
        return bytes.array();
    }

    private static void assertReadAsWritten(float[] values, int count) {
        byte[] bytes = written(values, count);
        Blocks read = Blocks.read(ByteBuffer.wrap(bytes), count);
        assertEquals(bytes.length, read.bytes());
        float[] into = new float[FROM + count];
        Arrays.fill(into, FROM, into.length, Float.NaN);
        read.get(ByteBuffer.wrap(bytes), into, FROM, Blocks.all(count));
        assertArrayEquals(bits(values, FROM), bits(into, FROM));

        // Into other values, of which the blocks are known.
        int at = 2 * FROM;
        float[] before = floats(3, at, count, 0.2);
        float[] others = before.clone();
        read.get(ByteBuffer.wrap(bytes), others, at, Blocks.of(before, at, count));
        assertArrayEquals(bits(values, FROM), bits(others, at));
        float[] copy = before.clone();
        read.copy(values, FROM, copy, at, Blocks.of(before, at, count));
        assertArrayEquals(bits(values, FROM), bits(copy, at));
    }

    private static int[] bits(float[] values, int from) {
        int[] bits = new int[values.length - from];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[from + i]));
        return bits;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 0",
        "31, 0.5",
        "32, 0.5",
        "33, 0.5",
        "255, 0.3",
        "256, 0.3",
        "257, 0.9",
        "16384, 0",
        "16384, 0.02",
        "16384, 0.5",
        "16384, 1",
        "9999, 0.1"
    })
    void whatIsReadIsWhatWasWritten(int count, double share) {
        assertReadAsWritten(floats(count, share), count);
    }

    @Test
    void minusZeroAndNonNumbersKeepTheirBits() {
        float[] values = new float[FROM + 200];
        values[FROM + 40] = -0.0f;
        values[FROM + 120] = Float.intBitsToFloat(0x7fc12345);
        values[FROM + 199] = Float.NEGATIVE_INFINITY;
        assertReadAsWritten(values, 200);
    }

    @Test
    void zerosTakeABitABlock() {
        assertEquals(64, written(floats(16384, 0), 16384).length);
        assertEquals(Blocks.longest(16384), written(floats(16384, 1), 16384).length);
    }

    @Test
    void bytesOfOtherBlocksAreTold() {
        byte[] bytes = written(floats(100, 1), 100);
        assertEquals(401, bytes.length);
        // The last of four blocks has 4 floats; a fifth cannot be, nor can the first be missing.
        for (int head : new int[] {0b1_1111, 0b1110, 0b0111, 0}) {
            bytes[0] = (byte) head;
            assertNotEquals(
                    bytes.length, Blocks.read(ByteBuffer.wrap(bytes), 100).bytes());
        }
        assertTrue(Blocks.read(ByteBuffer.allocate(0), 100).bytes() > 0);
    }
}
