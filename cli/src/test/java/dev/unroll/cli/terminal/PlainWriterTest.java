package dev.unroll.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainWriterTest {

    private static String printed(Consumer<PlainWriter> printing) {
        var raw = new StringWriter();
        printing.accept(new PlainWriter(raw));
        return raw.toString();
    }

    static IntStream steering() {
        return Stream.of(
                        IntStream.rangeClosed(0x00, 0x08), // up to the backspace
                        IntStream.rangeClosed(0x0b, 0x0c),
                        IntStream.rangeClosed(0x0e, 0x1f),
                        IntStream.rangeClosed(0x7f, 0x9f), // DEL and C1, NEL and the one-letter CSI among them
                        IntStream.rangeClosed(0x2028, 0x202e), // line and paragraph, embeddings and overrides
                        IntStream.rangeClosed(0x2066, 0x2069)) // isolates
                .flatMapToInt(codes -> codes);
    }

    @ParameterizedTest
    @MethodSource("steering")
    void whatSteersIsWrittenOut(int code) {
        String text = "a" + Character.toString(code) + "b";
        assertEquals(String.format(Locale.ROOT, "a\\u%04xb", code), printed(out -> out.print(text)));
    }

    @Test
    void whatIsOnlyShownIsLeftAlone() {
        String text = "tab\tbreak\nżółw 日本 \u200e\u200f\u200d\u00a0\ufeff \ud83d\udc68\u200d\ud83d\udc69 \\u001b";
        assertEquals(text, printed(out -> out.print(text)));
    }

    @Test
    void everyWayToPrintIsTheSame() {
        String expected = "\\u001bx".repeat(6);
        assertEquals(expected, printed(out -> {
            out.print("\033x");
            out.print(new char[] {'\033', 'x'});
            out.write('\033');
            out.print('x');
            out.printf(Locale.ROOT, "%s%c", "\033", 'x');
            out.append("-\033x-", 1, 3);
            out.write("-\033x-", 1, 2);
        }));
    }

    @Test
    void aLineIsErasedOnlyByItsMethod() {
        assertEquals(
                "10 %\r\033[K20 %",
                printed(out -> {
                    out.print("10 %");
                    out.eraseLine();
                    out.print("20 %");
                }));
    }
}
