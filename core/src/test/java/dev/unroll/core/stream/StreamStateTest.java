package dev.unroll.core.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of a state, which stores keep for years. */
class StreamStateTest {

    private static final String FINGERPRINT = "00112233445566778899aabbccddeeff".repeat(2);

    private static final String OF_NETWORK = "55525354" + "01000000" + FINGERPRINT + "0700000000000000" + "02000000"
            + "00000000" + "0000803f" + "000000c0";

    private static final String OF_SERIES = "55525354" + "01000000" + FINGERPRINT + "0300000000000000" + "00000000"
            + "02000000" + "000000000000f03f" + "000000000000f87f";

    private static String hex(StreamState state) {
        return HexFormat.of().formatHex(state.toBytes());
    }

    private static StreamState ofNetwork() {
        return StreamState.of(FINGERPRINT, 7, new float[] {1, -2});
    }

    @Test
    void theBytesOfAStateOfANetworkArePinned() {
        assertEquals(OF_NETWORK + "92fa26d8", hex(ofNetwork()));
    }

    @Test
    void theBytesOfValuesArePinned() {
        assertEquals(OF_SERIES + "1bf7e633", hex(StreamState.of(FINGERPRINT, 3, new double[] {1, Double.NaN})));
    }

    @Test
    void aStateComesBackFromItsBytes() {
        assertEquals(ofNetwork(), StreamState.of(ofNetwork().toBytes()));
        StreamState values = StreamState.of(FINGERPRINT, 3, new double[] {1, Double.NaN});
        assertEquals(values, StreamState.of(values.toBytes()));
    }

    @Test
    void aStateTakesSixtyBytesBesideItsNumbers() {
        assertEquals(
                60 + 4 * 128, StreamState.of(FINGERPRINT, 1, new float[128]).toBytes().length);
        assertEquals(
                60 + 8 * 168, StreamState.of(FINGERPRINT, 1, new double[168]).toBytes().length);
    }

    @Test
    void aStateThatIsCutIsRefused() {
        assertRefused(
                "a state of 2 numbers and 0 values must have 68 bytes but has 64: it is cut or damaged; restore the store,"
                        + " or remove what is kept under the key",
                Arrays.copyOf(ofNetwork().toBytes(), 64));
        assertRefused(
                "the 59 bytes are no state of a stream: one begins with URST and has at least 60; give the model a store of"
                        + " its own",
                Arrays.copyOf(ofNetwork().toBytes(), 59));
    }

    @Test
    void aByteThatHasChangedIsFound() {
        byte[] bytes = ofNetwork().toBytes();
        for (int i = 40; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 4;
            assertThrows(StateException.class, () -> StreamState.of(damaged));
        }
        bytes[57] ^= 1;
        assertRefused(
                "the state of 68 bytes has not its checksum: it is damaged; restore the store, or remove what is kept under"
                        + " the key",
                bytes);
    }

    @Test
    void aSizeThatNoArrayHasIsRefused() {
        byte[] bytes = ofNetwork().toBytes();
        Arrays.fill(bytes, 48, 51, (byte) 255);
        bytes[51] = 127;
        assertRefused(
                "a state of 2147483647 numbers and 0 values must have 8589934648 bytes but has 68: it is cut or damaged;"
                        + " restore the store, or remove what is kept under the key",
                bytes);
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = ofNetwork().toBytes();
        bytes[4] = 2;
        assertRefused(
                "the state is of version 2 but this Unroll reads 1; read it with the Unroll that wrote it, or begin with an"
                        + " empty store",
                bytes);
    }

    @Test
    void whatIsNoStateIsRefused() {
        assertRefused(
                "the 100 bytes are no state of a stream: one begins with URST and has at least 60; give the model a store of"
                        + " its own",
                new byte[100]);
    }

    private static void assertRefused(String sentence, byte[] bytes) {
        assertEquals(
                sentence,
                assertThrows(StateException.class, () -> StreamState.of(bytes)).getMessage());
    }
}
