package dev.unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.text.TextFolder;
import dev.unroll.data.text.TextForm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The surnames of the PyTorch tutorial, in eighteen languages. */
@EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
class NamesDataTest {

    private static TextDataset names(Normalization normalization) {
        return TextFolder.read(Path.of(System.getenv("UNROLL_DATA"), "names"), TextForm.of(normalization));
    }

    @Test
    void countsAreThoseOfTheFiles() {
        var names = names(Normalization.UNICODE);
        assertEquals(18_015, names.examples().size());
        assertEquals(18, names.labels().size());
        assertEquals(
                "Read 20,074 lines of 18 files; passed over 3 entries that are no data; dropped 2,059 duplicates.",
                names.report().toString());
    }

    @Test
    void inAsciiSomeMoreCoincide() {
        var names = names(Normalization.ASCII);
        assertEquals(17_994, names.examples().size());
        assertEquals(17_417, names.distinctTexts());
    }

    @Test
    void fifteenPercentOfTheTextsAreHeldOut() {
        var split = Split.random(names(Normalization.ASCII), new Split.Fractions(0, 0.15), 0);
        assertEquals("15,302 examples to train on, 0 to validate, 2,692 to test", split.toString());
    }
}
