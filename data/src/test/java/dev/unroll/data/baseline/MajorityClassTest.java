package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.LabeledText;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorityClassTest {

    private static final LabeledText A = new LabeledText("1", "a");
    private static final LabeledText B = new LabeledText("2", "b");

    @Test
    void answersTheMostFrequentLabel() {
        assertEquals("b", MajorityClass.train(List.of(B, A, B)).predict("1"));
    }

    @Test
    void ofLabelsAsFrequentTheFirstByName() {
        assertEquals("a", MajorityClass.train(List.of(B, A)).predict("2"));
    }

    @Test
    void needsAnExample() {
        var error = assertThrows(IllegalArgumentException.class, () -> MajorityClass.train(List.of()));
        assertEquals("examples to train a baseline on must be at least 1 but are 0", error.getMessage());
    }
}
