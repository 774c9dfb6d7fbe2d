package dev.unroll.data.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReversedLettersTest {

    @Test
    void theTargetIsTheSourceBackwards() {
        for (PairExample example : ReversedLetters.load(1, 200).examples()) {
            String back = new StringBuilder(example.text()).reverse().toString();
            assertEquals(List.of(back), example.rightTargets());
            assertTrue(example.text().matches("[a-z]{1,20}"), example.text());
        }
    }

    @Test
    void everyLengthIsThere() {
        assertEquals(
                IntStream.rangeClosed(1, 20).boxed().toList(),
                ReversedLetters.load(1, 2000).examples().stream()
                        .map(PairExample::length)
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void noStringIsThereTwice() {
        assertEquals(
                5000,
                ReversedLetters.load(3, 5000).examples().stream()
                        .map(PairExample::text)
                        .distinct()
                        .count());
    }

    @Test
    void theFurtherTestIsLonger() {
        assertEquals(
                List.of(21, 22, 23, 24, 25),
                ReversedLetters.beyond(1, 200).examples().stream()
                        .map(PairExample::length)
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void theSeedMakesThem() {
        assertEquals(ReversedLetters.load(1, 50), ReversedLetters.load(1, 50));
        assertNotEquals(
                ReversedLetters.load(1, 50).examples(),
                ReversedLetters.load(2, 50).examples());
    }

    @Test
    void noneAreRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ReversedLetters.load(1, 0));
        assertEquals("count of strings must be in 1 to 1,000,000 but is 0", refused.getMessage());
    }
}
