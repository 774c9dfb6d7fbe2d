package dev.unroll.run.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.input.Tokenizer;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.DataTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextEncodingTest {

    private static DataTable data(String tokens) {
        return ConfigReader.read("a.toml", "", List.of("data.tokens=" + tokens)).data();
    }

    @Test
    void aTextIsCutAsItsConfigurationSays() {
        assertEquals(Tokenizer.HTML_WORDS, TextEncoding.tokenizer(data("html_words")));
    }

    /** Once read as words, without a word. */
    @Test
    void piecesAreForPairsAlone() {
        var error = assertThrows(ConfigException.class, () -> TextEncoding.tokenizer(data("pieces")));
        assertEquals(
                "data.tokens is pieces, which are learned of pairs alone, by training.task=transduce; it must be"
                        + " characters, words, html_words or symbols",
                error.getMessage());
    }
}
