package dev.unroll.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TooLargeExceptionTest {

    @Test
    void whatDoesNotFitIsNamed() {
        var error = assertThrows(
                TooLargeException.class,
                () -> TooLargeException.fitted("the text a.txt", "bring a shorter text", () -> {
                    throw new OutOfMemoryError("Java heap space");
                }));
        assertEquals(
                "out of memory: the heap may grow to "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB, which is too little for the text a.txt; allow more by UNROLL_JAVA_OPTS=-Xmx...,"
                        + " or bring a shorter text",
                error.getMessage());
    }

    @Test
    void whatFitsIsReturned() {
        assertEquals("a", TooLargeException.fitted("the text a.txt", "bring a shorter text", () -> "a"));
    }
}
