package dev.unroll.house.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormsTest {

    private static final List<String> FORMS = List.of("a", "b", "c");

    @Test
    void keptInputsAreReadInAllForms() {
        assumeTrue(System.getenv("JAZZER_FUZZ") == null, "the fuzzer runs");

        assertEquals(FORMS, Forms.of(new byte[] {1, 2}, FORMS));
    }

    @Test
    void sameBytesChooseTheSameForm() {
        assertEquals(Forms.chosen(new byte[] {-1, 2}, FORMS), Forms.chosen(new byte[] {-1, 2}, FORMS));
    }

    @Test
    void eachFormIsChosenBySomeBytes() {
        Set<String> chosen = IntStream.range(-128, 128)
                .mapToObj(b -> Forms.chosen(new byte[] {(byte) b}, FORMS))
                .collect(Collectors.toSet());

        assertEquals(Set.copyOf(FORMS), chosen);
    }
}
