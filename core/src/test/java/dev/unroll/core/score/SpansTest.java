package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpansTest {

    /** Returns the spans of tags parted by spaces: {@code PER 0-2, LOC 3-4}. */
    private static String spans(String tags) {
        return Spans.of(tags.isEmpty() ? List.of() : List.of(tags.split(" ", -1))).stream()
                .map(span -> span.type() + " " + span.from() + "-" + span.to())
                .collect(Collectors.joining(", "));
    }

    @Test
    void spansBeginWithBAndGoOnWithI() {
        assertEquals("PER 0-2, LOC 3-4", spans("B-PER I-PER O B-LOC"));
        assertEquals("", spans("O O"));
        assertEquals("", spans(""));
    }

    @Test
    void bPartsNeighborsOfOneType() {
        assertEquals("PER 0-1, PER 1-3", spans("B-PER B-PER I-PER"));
        assertEquals("PER 0-2, PER 2-3", spans("I-PER I-PER B-PER"));
    }

    @Test
    void iAfterOutsideBeginsASpan() {
        assertEquals("PER 1-3", spans("O I-PER I-PER"));
    }

    @Test
    void iAfterAnotherTypeBeginsASpan() {
        assertEquals("PER 0-2, LOC 2-4", spans("B-PER I-PER I-LOC I-LOC"));
    }

    @Test
    void eAndLEndASpan() {
        assertEquals("PER 0-3, PER 3-4", spans("B-PER I-PER E-PER I-PER"));
        assertEquals("PER 0-2, LOC 2-3", spans("B-PER L-PER L-LOC"));
        assertEquals("PER 0-1, PER 1-2", spans("E-PER E-PER"));
    }

    @Test
    void sAndUAreASpanAlone() {
        assertEquals("PER 0-1, PER 1-2, LOC 2-3, LOC 3-4", spans("S-PER S-PER U-LOC I-LOC"));
        assertEquals("PER 0-2, PER 2-3", spans("B-PER I-PER S-PER"));
    }

    @Test
    void typesMayHaveHyphensOrBeMissing() {
        assertEquals("Multi-tissue_structure 0-2", spans("B-Multi-tissue_structure I-Multi-tissue_structure"));
        assertEquals(" 0-2,  2-3", spans("B I B O"));
    }

    @Test
    void otherTagsAreRefused() {
        assertEquals(
                "a tag of spans must be O, or one of B, I, E, L, S, U with a type, as B-PER, but is \"NOUN\"",
                assertThrows(IllegalArgumentException.class, () -> Spans.of(List.of("O", "NOUN")))
                        .getMessage());
    }

    @Test
    void aSchemeHasOnlyTagsOfSpansAndOneThatBegins() {
        assertTrue(Spans.isScheme(List.of("O", "B-PER", "I-PER", "S-LOC")));
        assertTrue(Spans.isScheme(List.of("I-PER", "O")));
        assertTrue(Spans.isScheme(List.of("O", "B", "I")));
        assertFalse(Spans.isScheme(List.of("O")));
        assertFalse(Spans.isScheme(List.of("S-PER", "O")));
        assertFalse(Spans.isScheme(List.of("NOUN", "VERB")));
        assertFalse(Spans.isScheme(List.of("O", "B-PER", "NOUN")));
        assertFalse(Spans.isScheme(List.of("O", "B-PER", "B-")));
        assertFalse(Spans.isScheme(List.of("O", "B-PER", "")));
        assertFalse(Spans.isScheme(List.of()));
    }

    @Test
    void aSpanHasSteps() {
        assertEquals(
                "a span must have at least one step from 0 on but goes from 2 to 2",
                assertThrows(IllegalArgumentException.class, () -> new Span("PER", 2, 2))
                        .getMessage());
    }
}
