package dev.unroll.spark.exchange.frame;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts or decrypts the payloads of one direction of a connection, in their order. */
public sealed interface Seal {

    /** Returns how many bytes a payload has more when it is sealed. */
    int growth();

    /**
     * Turns one payload into the other.
     *
     * @param head of the frame, which is authenticated too
     * @throws GeneralSecurityException if the payload, its head or its place in the order is not what was sealed
     */
    void apply(ByteBuffer head, ByteBuffer payload, ByteBuffer into) throws GeneralSecurityException;

    /** Of payloads that everyone may read. */
    record None() implements Seal {

        @Override
        public int growth() {
            return 0;
        }

        @Override
        public void apply(ByteBuffer head, ByteBuffer payload, ByteBuffer into) {
            into.put(payload);
        }
    }

    /** AES-256 in Galois/counter mode; NIST SP 800-38D, with the number of the frame for its nonce. */
    final class AesGcm implements Seal {

        private static final int TAG = 16;
        private static final int NONCE = 12;

        private final Cipher cipher;
        private final int mode;
        private final SecretKey key;
        private final ByteBuffer nonce = ByteBuffer.allocate(NONCE);
        // Arrays, as the cipher makes some for each buffer that is none.
        private byte[] before = new byte[0];
        private byte[] after = new byte[0];
        private long frames;

        /**
         * Makes one end of a direction.
         *
         * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
         * @param key of this direction of this connection only, so that no nonce is used twice
         */
        public AesGcm(int mode, SecretKey key) {
            this.mode = mode;
            this.key = key;
            try {
                this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has AES/GCM", e);
            }
        }

        @Override
        public int growth() {
            return TAG;
        }

        @Override
        public void apply(ByteBuffer head, ByteBuffer payload, ByteBuffer into) throws GeneralSecurityException {
            nonce.putLong(NONCE - Long.BYTES, frames);
            frames++;
            cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * TAG, nonce.array()));
            cipher.updateAAD(head);
            int length = payload.remaining();
            if (before.length < length) {
                before = new byte[length];
                after = new byte[length + TAG];
            }
            payload.get(before, 0, length);
            into.put(after, 0, cipher.doFinal(before, 0, length, after, 0));
        }
    }
}
