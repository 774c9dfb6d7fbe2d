package dev.unroll.spark.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** What the members of one training know and nobody else: they prove it to each other, and make their keys of it. */
public final class Secret {

    /** As many bytes as HMAC-SHA-256 has. */
    private static final int SIZE = 32;

    /** Fewer could be guessed. */
    private static final int LEAST = 16;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        if (bytes.length < LEAST) {
            throw new IllegalArgumentException(
                    "a secret must have " + LEAST + " bytes or more but has " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    /** Returns a secret that nobody knows yet. */
    public static Secret random() {
        return new Secret(randomBytes(SIZE));
    }

    /** Returns the secret of bytes that were told. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes);
    }

    /** Returns the bytes, to tell other members. */
    public byte[] bytes() {
        return bytes.clone();
    }

    static byte[] randomBytes(int count) {
        byte[] random = new byte[count];
        new SecureRandom().nextBytes(random);
        return random;
    }

    /**
     * Returns what only who knows the secret can say in a conversation.
     *
     * @param role of who says it: what one says proves nothing for the other
     */
    byte[] proof(String role, byte[] conversation) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key("HmacSHA256", "proof of " + role, conversation));
            return mac.doFinal(conversation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** Tells whether a proof is right, in a time that does not tell how much of it. */
    boolean isProved(byte[] proof, String role, byte[] conversation) {
        return MessageDigest.isEqual(proof, proof(role, conversation));
    }

    /** Returns the key of one direction of a connection: HKDF, RFC 5869, salted with the conversation that opened it. */
    SecretKey key(String algorithm, String purpose, byte[] conversation) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(bytes)
                                    .addSalt(conversation)
                                    .thenExpand(("unroll exchange 1, " + purpose).getBytes(US_ASCII), SIZE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
        }
    }

    /** Says nothing of the bytes. */
    @Override
    public String toString() {
        return "a secret of " + bytes.length + " bytes";
    }
}
