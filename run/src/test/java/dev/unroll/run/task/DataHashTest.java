package dev.unroll.run.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DataHashTest {

    @Test
    void aLongTextHashedInPiecesHasTheHashOfTheWhole() throws NoSuchAlgorithmException {
        // An emoji of two units lies on the border between two pieces.
        String text = "x".repeat(DataHash.PIECE - 1) + "\uD83D\uDE00" + "é".repeat(DataHash.PIECE) + "\uD83D";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var whole = MessageDigest.getInstance("SHA-256");
        whole.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        whole.update(bytes);
        var hash = new DataHash();
        hash.add(text);
        assertEquals(HexFormat.of().formatHex(whole.digest()), hash.hex());
    }
}
