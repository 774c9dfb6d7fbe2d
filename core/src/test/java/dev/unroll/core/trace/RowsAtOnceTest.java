package dev.unroll.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RowsAtOnceTest {

    @Test
    void shortSequencesFillABatch() {
        assertEquals(8192, RowsAtOnce.sequences(1));
        assertEquals(4, RowsAtOnce.sequences(2000));
    }

    @Test
    void longSequencesGoInPairs() {
        assertEquals(2, RowsAtOnce.sequences(20_000));
        assertEquals(2, RowsAtOnce.sequences(32_768));
    }

    @Test
    void aSequenceOfWhichTwoTakeTooMuchMemoryGoesAlone() {
        assertEquals(1, RowsAtOnce.sequences(32_769));
    }
}
