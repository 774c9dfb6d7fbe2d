package dev.unroll.core.train;

import dev.unroll.core.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a network's parameters: little-endian floats in the order of its layout. */
public final class WeightsHash {

    private static final int CHUNK = 1 << 14;

    private WeightsHash() {}

    /** Returns the hash in hexadecimal. */
    public static String of(Network network) {
        return of(network.values());
    }

    static String of(float[] values) {
        MessageDigest digest = sha256();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; at += CHUNK) {
            int count = Math.min(CHUNK, values.length - at);
            bytes.clear();
            bytes.asFloatBuffer().put(values, at, count);
            digest.update(bytes.limit(Float.BYTES * count));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
