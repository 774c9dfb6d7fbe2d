package dev.unroll.run.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** The SHA-256 of texts, each with its length before it, so that no two lists of texts look alike. */
final class DataHash {

    /** UTF-16 units of a long text that are hashed at once: it is not copied whole. */
    static final int PIECE = 1 << 16;

    private final MessageDigest digest;

    DataHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds a text. */
    void add(String text) {
        long[] length = new long[1];
        forEachPiece(text, bytes -> length[0] += bytes.length);
        digest.update((length[0] + ":").getBytes(StandardCharsets.UTF_8));
        forEachPiece(text, digest::update);
    }

    /** Gives a text to an action in UTF-8, piece after piece. */
    private static void forEachPiece(String text, Consumer<byte[]> action) {
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            action.accept(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
            from = to;
        }
    }

    /** Returns the hash of all that was added, in hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
