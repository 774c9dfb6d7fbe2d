package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SteeringTest {

    @Test
    void controlsLineEndsAndMarksThatTurnTheOrderOfWritingSteer() {
        assertTrue("\0\t\n\u001b\u007f\u009b\u2028\u2029\u202a\u202e\u2066\u2069"
                .chars()
                .allMatch(Steering::steers));
    }

    @Test
    void lettersBlanksAndJoinersDoNot() {
        assertFalse("a é\u00a0\u200d\u2027\u202f\u2065\u206a😀".codePoints().anyMatch(Steering::steers));
    }

    @Test
    void aCharacterIsWrittenOutInFourDigitsOrMore() {
        assertEquals("\\u001b", Steering.writtenOut(0x1b));
        assertEquals("\\u202e", Steering.writtenOut(0x202e));
        assertEquals("\\ue0001", Steering.writtenOut(0xe0001));
    }
}
