package dev.unroll.core.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * All that is remembered of a sequence between two of its events, and its bytes. An immutable value.
 *
 * <pre>
 *   0  "URST"           magic
 *   4  1                version, int
 *   8  fingerprint      of the model, 32 bytes
 *  40  steps            that were read, long
 *  48  n                numbers of the state, int
 *  52  m                latest values, int
 *  56  n floats         the state of the network
 *      m doubles        the latest values of a series
 *      checksum         CRC-32C of all before it, int
 * </pre>
 *
 * <p>All numbers are little endian. A model that forecasts remembers values and no state, all others a state and no values.
 */
public final class StreamState {

    /** Rises when an older Unroll could no longer read what is written. */
    public static final int VERSION = 1;

    private static final int MAGIC = 'U' | 'R' << 8 | 'S' << 16 | 'T' << 24;
    private static final int FINGERPRINT_BYTES = 32;
    private static final int HEADER_BYTES = 2 * Integer.BYTES + FINGERPRINT_BYTES + Long.BYTES + 2 * Integer.BYTES;

    private final String fingerprint;
    private final long steps;
    private final float[] state;
    private final double[] latest;

    private StreamState(String fingerprint, long steps, float[] state, double[] latest) {
        this.fingerprint = fingerprint;
        this.steps = steps;
        this.state = state;
        this.latest = latest;
    }

    /** Returns a state of a network; the array is the state's own from now on. */
    static StreamState of(String fingerprint, long steps, float[] state) {
        return new StreamState(fingerprint, steps, state, new double[0]);
    }

    /** Returns the latest values of a series; the array is the state's own from now on. */
    static StreamState of(String fingerprint, long steps, double[] latest) {
        return new StreamState(fingerprint, steps, new float[0], latest);
    }

    /** Returns the fingerprint of the model that left this state, which alone can go on with it. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Returns how many steps of the sequence were read. */
    public long steps() {
        return steps;
    }

    /** Returns the numbers of the network's state: not to be written to. */
    float[] state() {
        return state;
    }

    /** Returns the latest values of a series: not to be written to. */
    double[] latest() {
        return latest;
    }

    /** Returns how many bytes a state takes. */
    private static long size(long numbers, long values) {
        return HEADER_BYTES + Float.BYTES * numbers + Double.BYTES * values + Integer.BYTES;
    }

    /** Returns the bytes of this state; the same for equal states. */
    public byte[] toBytes() {
        byte[] bytes = new byte[Math.toIntExact(size(state.length, latest.length))];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(MAGIC)
                .putInt(VERSION)
                .put(HexFormat.of().parseHex(fingerprint))
                .putLong(steps)
                .putInt(state.length)
                .putInt(latest.length);
        for (float number : state) {
            buffer.putFloat(number);
        }
        for (double value : latest) {
            buffer.putDouble(value);
        }
        buffer.putInt(checksum(bytes));
        return bytes;
    }

    /**
     * Returns the state of these bytes.
     *
     * @throws StateException if they are none, damaged or of another version
     */
    public static StreamState of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        requireHeader(buffer);
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        buffer.get(fingerprint);
        long steps = buffer.getLong();
        int numbers = buffer.getInt();
        int values = buffer.getInt();
        if (steps < 0 || numbers < 0 || values < 0 || size(numbers, values) != bytes.length) {
            throw new StateException("a state of " + numbers + " numbers and " + values + " values must have "
                    + size(numbers, values) + " bytes but has " + bytes.length
                    + ": it is cut or damaged; restore the store, or remove what is kept under the key");
        }
        float[] state = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            state[i] = buffer.getFloat();
        }
        double[] latest = new double[values];
        for (int i = 0; i < values; i++) {
            latest[i] = buffer.getDouble();
        }
        if (buffer.getInt() != checksum(bytes)) {
            throw new StateException("the state of " + bytes.length + " bytes has not its checksum: it is damaged;"
                    + " restore the store, or remove what is kept under the key");
        }
        return new StreamState(HexFormat.of().formatHex(fingerprint), steps, state, latest);
    }

    private static void requireHeader(ByteBuffer buffer) {
        if (buffer.remaining() < HEADER_BYTES + Integer.BYTES || buffer.getInt() != MAGIC) {
            throw new StateException("the " + buffer.limit()
                    + " bytes are no state of a stream: one begins with URST and has at least "
                    + (HEADER_BYTES + Integer.BYTES) + "; give the model a store of its own");
        }
        int version = buffer.getInt();
        if (version != VERSION) {
            throw new StateException("the state is of version " + version + " but this Unroll reads " + VERSION
                    + "; read it with the Unroll that wrote it, or begin with an empty store");
        }
    }

    /** Returns the checksum of all but the last bytes, which hold it. */
    private static int checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) checksum.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamState that
                && fingerprint.equals(that.fingerprint)
                && steps == that.steps
                && Arrays.equals(state, that.state)
                && Arrays.equals(latest, that.latest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(state) + 31 * Arrays.hashCode(latest) + Long.hashCode(steps);
    }

    @Override
    public String toString() {
        return "state after " + steps + " steps of model " + fingerprint;
    }
}
