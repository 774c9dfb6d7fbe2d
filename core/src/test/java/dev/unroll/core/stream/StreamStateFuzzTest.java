package dev.unroll.core.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Any bytes as a state, with the checksum that they would have. */
final class StreamStateFuzzTest {

    @FuzzTest
    void aStateIsRefusedOrHasTheBytesItWasReadFrom(byte[] bytes) {
        if (bytes.length >= Integer.BYTES) {
            var checksum = new CRC32C();
            checksum.update(bytes, 0, bytes.length - Integer.BYTES);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - Integer.BYTES, (int)
                    checksum.getValue());
        }
        StreamState state;
        try {
            state = StreamState.of(bytes);
        } catch (StateException e) {
            return;
        }
        assertArrayEquals(bytes, state.toBytes());
    }
}
