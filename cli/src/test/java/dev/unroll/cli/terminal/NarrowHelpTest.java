package dev.unroll.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NarrowHelpTest {

    @Test
    void linesOfAParagraphBecomeOneAndExamplesStay() {
        assertEquals(
                List.of(
                        "",
                        "The input is a text; of vectors, a file. For example:",
                        "  unroll explain a b",
                        "",
                        "More."),
                NarrowHelp.flow(
                        List.of(
                                "",
                                "The input is a text; of vectors,",
                                "a file. For example:",
                                "  unroll explain a b",
                                "",
                                "More."),
                        60));
    }

    @Test
    void anExampleThatIsTooLongGoesOnInTheNextLine() {
        assertEquals(
                List.of("  unroll train part-of-speech --data \\", "    pets.conll --set split=random"),
                NarrowHelp.flow(List.of("  unroll train part-of-speech --data pets.conll --set split=random"), 42));
    }
}
